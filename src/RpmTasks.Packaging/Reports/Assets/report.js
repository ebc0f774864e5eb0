'use strict';
(() => {
  const most = 300;
  const data = JSON.parse(document.getElementById('data').textContent);
  const entries = data.files.map(([place, path, size, note]) => ({ place: data.places[place], path, size, note, key: path.toLowerCase() }));
  const input = document.getElementById('q');
  const count = document.getElementById('count');
  const body = document.querySelector('#found tbody');
  const buttons = [...document.querySelectorAll('button[data-sort]')];
  const orders = {
    path: (a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0),
    size: (a, b) => b.size - a.size || orders.path(a, b),
  };

  const bytes = size => {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let unit = 0;
    for (; size >= 999.95 && unit < units.length - 1; unit++) size /= 1000;
    return `${unit ? size.toFixed(1) : size} ${units[unit]}`;
  };

  const cell = (text, style) => {
    const made = document.createElement('td');
    made.textContent = text;
    if (style) made.className = style;
    return made;
  };

  const row = entry => {
    const made = document.createElement('tr');
    const path = cell(entry.path, 'path');
    if (entry.note) {
      const note = document.createElement('span');
      note.className = 'note';
      note.textContent = entry.note;
      path.append(' ', note);
    }
    made.append(path, cell(bytes(entry.size), 'number'), cell(entry.place));
    return made;
  };

  const sortBy = name => {
    entries.sort(orders[name]);
    for (const button of buttons) button.closest('th').ariaSort = button.dataset.sort !== name ? null : name === 'size' ? 'descending' : 'ascending';
  };

  const show = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(word => word);
    const found = entries.filter(entry => words.every(word => entry.key.includes(word)));
    body.replaceChildren(...found.slice(0, most).map(row));
    count.textContent = `${found.length} found` + (found.length > most ? `, the first ${most} shown` : '');
  };

  const readAddress = () => {
    const match = /^#q=(.*)$/.exec(location.hash);
    if (!match) return false;
    try {
      input.value = decodeURIComponent(match[1]);
    } catch {
      input.value = match[1];
    }
    return true;
  };

  input.addEventListener('input', () => {
    history.replaceState(null, '', input.value ? `#q=${encodeURIComponent(input.value)}` : '#files');
    show();
  });
  for (const button of buttons) {
    button.addEventListener('click', () => {
      sortBy(button.dataset.sort);
      show();
    });
  }
  addEventListener('hashchange', () => {
    if (readAddress()) show();
  });

  sortBy('size');
  const asked = readAddress();
  show();
  if (asked) document.getElementById('files').scrollIntoView();
})();
