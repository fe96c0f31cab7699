//! Words that say nothing about what is looked for.

use std::{collections::HashSet, sync::LazyLock};

use super::analysis::fold;

/// Articles, pronouns, prepositions, auxiliary verbs, and what people write around the thing they want to know
/// ("was brauche ich für …", "wie kann ich … bekommen").
const STOPWORDS: &str = "
    ab aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei beim
    bin bis bist bzw da dabei dadurch dafür damit dann daran darauf daraus darf darin das dass davon dazu dein deine deinem
    deinen deiner dem den denn der deren des dessen deshalb die dies diese diesem diesen dieser dieses doch dort du durch
    ein eine einem einen einer eines er es etwas euch euer eure falls für gegen gem gemäß gibt hab habe haben hat hatte
    hier hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jetzt kann kannst
    kein keine keinem keinen keiner können könnte man mein meine meinem meinen meiner mich mir mit möchte möchten muss
    müssen nach nicht noch nun nur ob oder ohne sein seine seinem seinen seiner seit sich sie sind so sofern soll sollen
    sowie sowohl u um und uns unser unsere unter usw vom von vor wann war waren warum was weil welche welchem welchen
    welcher welches wem wen wenn wer werde werden wessen weshalb wie wieder wieso will wir wird wo woher wohin wollen
    worden wurde wurden würde zu zum zur zwecks zwischen über
    bekomme bekommen bitte brauche brauchen braucht benötige benötigen benötigt erhalte erhalten finde finden geht
    gerne hallo machen mache macht wieviel wichtig
";

/// The same in English, as far as it matters: articles, pronouns, prepositions, and what people write around the thing.
const ENGLISH: &str = "
    a about an and are as at be by can do for from get have how i if in is it me my need of on or our that the their
    there this to want was we what when where which who why will with you your
";

/// The English stop words; folding leaves them as they are.
pub fn english() -> impl Iterator<Item = &'static str> {
    ENGLISH.split_whitespace()
}

/// The stop words in their folded form, sorted.
pub fn list() -> Vec<String> {
    let mut list: Vec<String> = written().map(fold).collect();
    list.sort_unstable();
    list.dedup();
    list
}

/// The stop words as they are written.
pub fn written() -> impl Iterator<Item = &'static str> {
    STOPWORDS.split_whitespace()
}

/// Whether a folded word says nothing about what is looked for.
pub fn contains(folded: &str) -> bool {
    static SET: LazyLock<HashSet<String>> = LazyLock::new(|| list().into_iter().collect());
    SET.contains(folded)
}
