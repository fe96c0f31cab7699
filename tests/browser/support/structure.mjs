// A component as boxes and colours: what another version of the browser draws in other pixels and must not lay out anew.

/**
 * Runs in the page: one line for each element that shows, indented by its depth.
 *
 *   p.lead  16 20 328 48  margin 0 0 8 0  16px/24px 400  #1b1b1b on #ffffff
 *
 * Place (within the element around it) and size of the box, its edges as far as it has any, and for text its font and the
 * two colours whose contrast one reads by. Of a drawing (SVG) there are the colours that are in it.
 */
export function structure(root) {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  /** What one sees where `colours` lie over each other, the lowest first. */
  const blend = (...colours) => {
    pen.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
    }
    return "#" + [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part.toString(16).padStart(2, "0")).join("");
  };
  const around = (element) => (element ? blend(around(element.parentElement), getComputedStyle(element).backgroundColor) : "white");
  const edges = (style, name, suffix = "") => {
    const sides = ["top", "right", "bottom", "left"].map((side) => Math.round(parseFloat(style.getPropertyValue(`${name}-${side}${suffix}`)) || 0));
    return sides.some(Boolean) ? [`${name} ${sides.join(" ")}`] : [];
  };
  const drawn = (svg) => {
    const colours = [...svg.querySelectorAll("*")].flatMap((shape) => [getComputedStyle(shape).fill, getComputedStyle(shape).stroke]);
    return [...new Set(colours.filter((colour) => /^(rgb|color|ok|#)/.test(colour)).map((colour) => blend("white", colour)))].sort();
  };
  const lines = [];
  const read = (element, depth, frame, ground) => {
    if (!element.checkVisibility()) return;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const background = blend(ground, style.backgroundColor);
    const name = [element.localName, ...element.classList].join(".");
    const place = [box.x - frame.x, box.y - frame.y, box.width, box.height].map(Math.round).join(" ");
    const parts = [name, place, ...edges(style, "margin"), ...edges(style, "border", "-width"), ...edges(style, "padding")];
    if (element.localName === "svg") {
      lines.push(" ".repeat(depth) + [...parts, ...drawn(element)].join("  "));
      return;
    }
    if ([...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) {
      parts.push(`${style.fontSize}/${style.lineHeight} ${style.fontWeight}`, `${blend(background, style.color)} on ${background}`);
    } else if (background !== ground) parts.push(background);
    const border = parts.some((part) => part.startsWith("border")) && new Set(["Top", "Right", "Bottom", "Left"].filter((side) => parseFloat(style[`border${side}Width`])).map((side) => blend(background, style[`border${side}Color`])));
    if (border) parts.push(`border ${[...border].join(" ")}`);
    lines.push(" ".repeat(depth) + parts.join("  "));
    for (const child of element.children) read(child, depth + 1, box, background);
  };
  read(root, 0, root.getBoundingClientRect(), around(root.parentElement));
  return lines.join("\n") + "\n";
}

/** Whether two numbers of pixels are the same, as far as one can see. */
const near = (is, should) => Math.abs(is - should) <= 1 + Math.abs(should) / 100;

const channels = (colour) => [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
/** Whether two colours are the same, as far as one can see: a version may round them differently. */
const alike = (is, should) => channels(is).every((value, i) => Math.abs(value - channels(should)[i]) <= 2);

/** Whether two words of a line say the same. */
function same(is, should) {
  if (is === should) return true;
  if (/^#/.test(is) && /^#/.test(should)) return alike(is, should);
  return /^-?\d+$/.test(is) && /^-?\d+$/.test(should) && near(Number(is), Number(should));
}

/** Whether a line says what its reference says. Names and fonts are taken at their word. */
function fits(line, reference) {
  const [fields, wanted] = [line, reference].map((text) => text.split("  ").filter(Boolean));
  return fields.length === wanted.length && fields.every((field, i) => {
    if (i === 0 || field.includes("px")) return field === wanted[i];
    const [words, others] = [field, wanted[i]].map((text) => text.split(" "));
    return words.length === others.length && words.every((word, j) => same(word, others[j]));
  });
}

/** The contrast that a line tells of, by WCAG from 1 to 21, as text; or nothing. */
function contrast(line) {
  const colours = line.match(/(#\w{6}) on (#\w{6})/)?.slice(1);
  if (!colours) return "";
  const [dark, light] = colours.map((colour) => {
    const [red, green, blue] = channels(colour).map((value) => value / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  }).sort((a, b) => a - b);
  return (light / dark).toFixed(1);
}

/** What differs between a structure and its reference: the first line and how many there are, or null. */
export function differs(is, should) {
  const [lines, wanted] = [is, should].map((text) => text.trimEnd().split("\n"));
  if (lines.length !== wanted.length) return `shows ${lines.length} elements, the reference ${wanted.length}`;
  const faults = lines.map((line, i) => [line, wanted[i]]).filter(([line, reference]) => !fits(line, reference));
  if (!faults.length) return null;
  const [[line, reference]] = faults;
  const reading = contrast(line) === contrast(reference) ? "" : ` (contrast ${contrast(line)}, was ${contrast(reference)})`;
  return `${faults.length} elements differ, first: “${line.trim()}”, the reference: “${reference.trim()}”${reading}`;
}
