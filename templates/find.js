// The search box in the header of every page: finds services, groups and weeks by name, also from
// disk. Without it, the list of services has all names.
(function () {
  'use strict';

  var script = document.currentScript;
  var root = script.getAttribute('src').replace(/assets\/find\.js$/, '');
  var nav = document.querySelector('.masthead nav');
  if (!nav) {
    return;
  }
  var shown = 8;
  var names = null;  // Fetched once the box is used.
  var fetched = false;
  var found = [];
  var active = -1;

  /// Without capitals and marks on letters.
  function folded(text) {
    return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  }

  var box = document.createElement('div');
  box.className = 'find';
  box.setAttribute('role', 'search');
  var field = document.createElement('input');
  field.type = 'search';
  field.placeholder = 'Find a service, group or week';
  field.autocomplete = 'off';
  field.spellcheck = false;
  field.setAttribute('aria-label', 'Find a service, group or week');
  field.setAttribute('aria-keyshortcuts', '/');
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-expanded', 'false');
  field.setAttribute('aria-controls', 'found');
  var list = document.createElement('ul');
  list.id = 'found';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Found');
  box.append(field, list);
  nav.after(box);

  window.doraNames = function (rows) {
    fetched = true;
    names = rows.map(function (row) {
      return { kind: row[0], name: row[1], page: row[2], key: folded(row[1]) };
    });
    update();
  };

  function fetchNames() {
    if (names === null) {
      names = [];
      var data = document.createElement('script');
      data.src = root + 'assets/names.js';
      document.head.append(data);
    }
  }

  /// 0 for a name that begins with the text, 1 for one of its words, 2 for any part; -1: not found.
  function rank(key, text) {
    var at = key.indexOf(text);
    if (at <= 0) {
      return at;
    }
    return /[^\p{L}\p{N}]/u.test(key[at - 1]) ? 1 : 2;
  }

  function find(text) {
    var groups = [[], [], []];
    names.forEach(function (each) {
      var place = rank(each.key, text);
      if (place >= 0 && groups[place].length < shown) {
        groups[place].push(each);
      }
    });
    return groups.flat().slice(0, shown);
  }

  function mark(place) {
    active = place;
    Array.prototype.forEach.call(list.children, function (item, i) {
      item.setAttribute('aria-selected', String(i === active));
    });
    if (active >= 0) {
      field.setAttribute('aria-activedescendant', 'found-' + active);
    } else {
      field.removeAttribute('aria-activedescendant');
    }
  }

  function close() {
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    mark(-1);
  }

  function update() {
    var text = folded(field.value.trim());
    found = text === '' || names === null ? [] : find(text);
    list.replaceChildren.apply(list, found.map(function (each, i) {
      var item = document.createElement('li');
      item.id = 'found-' + i;
      item.setAttribute('role', 'option');
      var name = document.createElement('bdi');
      name.textContent = each.name;
      var kind = document.createElement('span');
      kind.className = 'kind';
      kind.textContent = each.kind;
      item.append(name, ' ', kind);
      // Before the field loses the focus.
      item.addEventListener('mousedown', function (event) {
        event.preventDefault();
        go(i);
      });
      return item;
    }));
    if (text !== '' && found.length === 0 && fetched) {
      var none = document.createElement('li');
      none.className = 'none';
      none.setAttribute('role', 'option');
      none.setAttribute('aria-disabled', 'true');
      none.textContent = 'Nothing found';
      list.replaceChildren(none);
    }
    list.hidden = list.children.length === 0;
    field.setAttribute('aria-expanded', String(!list.hidden));
    mark(found.length > 0 ? 0 : -1);
  }

  function go(place) {
    location.href = root + found[place].page;
  }

  field.addEventListener('focus', fetchNames);
  field.addEventListener('input', function () {
    fetchNames();
    update();
  });
  field.addEventListener('blur', close);
  field.addEventListener('keydown', function (event) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) {
        update();
      } else if (found.length > 0) {
        mark((active + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
      }
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      go(active);
    } else if (event.key === 'Escape') {
      field.value = '';
      close();
    }
  });
  document.addEventListener('keydown', function (event) {
    var target = event.target;
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey &&
        !/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });
})();
