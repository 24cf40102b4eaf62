// Goes to a hit; -1: to the first one below (step 1) or above what is in view. Gives its number, -1 for none.
(number, step) => {
  const kept = window.readerText;
  if (!kept || !kept.ranges.length) return -1;
  const count = kept.ranges.length;
  if (number < 0) {
    const below = kept.ranges.findIndex(range => range.getBoundingClientRect().top >= 0);
    number = step > 0 ? Math.max(below, 0) : (Math.max(below, 0) - 1 + count) % count;
  }
  for (const doc of kept.documents) {
    if (doc.defaultView) doc.defaultView.CSS.highlights.delete("reader-current");
  }
  const range = kept.ranges[number], view = range.startContainer.ownerDocument.defaultView;
  const current = new view.Highlight(range);
  current.priority = 1;
  view.CSS.highlights.set("reader-current", current);
  const box = range.getBoundingClientRect();
  const aside = box.left < 0 || box.right > view.innerWidth;
  if (view !== window && view.frameElement) view.frameElement.scrollIntoView({block: "center"});
  if (!box.width && !box.height) {
    range.startContainer.parentElement.scrollIntoView({block: "center"});
  } else if (box.top < 40 || box.bottom > view.innerHeight - 40 || aside) {
    view.scrollBy(aside ? box.left - 40 : 0, box.top - view.innerHeight / 3);
  }
  return number;
}
