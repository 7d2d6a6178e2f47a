// Contrast of every text on the page against what is behind it, worst first: [ratio, text, colours].
function parse(colour) {
  const parts = colour.match(/[\d.]+/g).map(Number);
  return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
}
function luminance(rgb) {
  const linear = rgb.map(function (part) {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  });
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}
function ground(element) {
  for (let one = element; one; one = one.parentElement) {
    const colour = parse(getComputedStyle(one).backgroundColor);
    if (colour.alpha === 1) { return colour.rgb; }
  }
  return [255, 255, 255];
}
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const found = [];
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  const text = walker.currentNode.textContent.trim();
  if (!text || element.closest("script, style")) { continue; }
  const ink = parse(getComputedStyle(element).color).rgb;
  const levels = [luminance(ink), luminance(ground(element))].sort(function (a, b) { return a - b; });
  found.push([(levels[1] + 0.05) / (levels[0] + 0.05), text.slice(0, 40), String(ink)]);
}
return found.sort(function (a, b) { return a[0] - b[0]; });
