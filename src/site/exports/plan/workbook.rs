//! The plan as a workbook (Office Open XML): typed cells, a head that stays, a filter. The same rows give the same bytes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::{Cell, File};

/// How wide the columns are, in characters.
const WIDTHS: [f64; 18] = [
    16.0, 20.0, 34.0, 16.0, 28.0, 40.0, 40.0, 10.0, 12.0, 12.0, 12.0, 14.0, 16.0, 24.0, 28.0, 28.0, 18.0, 44.0,
];

/// The least that a packer does.
const FASTEST: u8 = 1;

pub(super) fn write(file: &File) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A portal has one for each authority: to pack them better takes longer than to make them.
    workbook.set_zip_compression_level(FASTEST);
    // The time of the build would make other bytes of the same plan.
    let always = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&always));
    let head = Format::new().set_bold().set_text_wrap();
    let money = Format::new().set_num_format("#,##0.00\\ \"€\"");
    let day = Format::new().set_num_format("dd.mm.yyyy");
    let sheet = workbook.add_worksheet();
    sheet.set_name(&file.title)?;
    for (column, (title, width)) in (0..).zip(file.head.iter().zip(WIDTHS)) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, title, &head)?;
    }
    for (row, cells) in (1..).zip(&file.rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                // Keys have digits that no program may take for a number.
                Cell::Text(text) | Cell::Link(text) => sheet.write_string(row, column, text)?,
                #[allow(clippy::cast_precision_loss)] // Below the bound of `Cents`, a float is exact to the cent.
                Cell::Euros(cents) => sheet.write_number_with_format(row, column, *cents as f64 / 100.0, &money)?,
                Cell::Day(date) => {
                    let date = ExcelDateTime::from_ymd(
                        date.year().unsigned_abs(),
                        date.month().unsigned_abs(),
                        date.day().unsigned_abs(),
                    )?;
                    sheet.write_datetime_with_format(row, column, &date, &day)?
                }
                Cell::Empty => continue,
            };
        }
    }
    let last_row = u32::try_from(file.rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(file.head.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    sheet
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(0, 0)?;
    workbook.save_to_buffer()
}
