// Gives the list of services a search, filters, sorting and pages, all kept in the address of the
// page, so that a view can be sent to someone; the list is complete without it.
(function () {
  'use strict';

  var table = document.getElementById('services');
  if (!table) {
    return;
  }
  var region = table.parentElement;
  var heading = region.getAttribute('aria-labelledby');
  var columns = { attention: 1, bars: 7, last: 8, tiers: 9, groups: 10 };
  var hasGroups = table.tHead.rows[0].cells.length > columns.groups;
  var defaults = { search: '', tier: '', attention: '', group: '', sort: '', page: '', rows: '50' };

  /// Without capitals and marks on letters.
  function folded(text) {
    return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  }

  /// What a column names in each row, in the order of the rows.
  function namesIn(column, selector) {
    return Array.prototype.map.call(table.tBodies[0].rows, function (row) {
      return Array.prototype.map.call(row.cells[column].querySelectorAll(selector), function (name) {
        return name.title || name.textContent;
      });
    });
  }
  var filters = [
    { key: 'tier', label: 'Tier', any: 'all', names: namesIn(columns.tiers, 'bdi') },
    { key: 'attention', label: 'Attention', any: 'all', some: 'any reason',
      names: namesIn(columns.attention, '.flag') }
  ];
  if (hasGroups) {
    filters.push({ key: 'group', label: 'Group', any: 'all',
      names: namesIn(columns.groups, 'bdi') });
  }

  /// `77 of 5,000 services, 1 to 50 shown`.
  function tellFound(settings, start, end, all, found) {
    var number = settings.fnFormatNumber.bind(settings);
    if (found === 0) {
      return '0 of ' + number(all) + ' services';
    }
    var words = (found < all ? number(found) + ' of ' : '') + number(all) +
      (all === 1 ? ' service' : ' services');
    return start === 1 && end === found ? words
      : words + ', ' + number(start) + ' to ' + number(end) + ' shown';
  }

  function passes(filter, row) {
    var wanted = filter.select.value;
    return wanted === '' || (wanted === '*' ? filter.names[row].length > 0
      : filter.names[row].indexOf(wanted.slice(1)) >= 0);
  }

  /// A value of '' takes all rows, '*' those with any name, '=x' those with the name x.
  function addOption(select, value, text) {
    var option = document.createElement('option');
    option.value = value;
    option.textContent = text;
    select.append(option);
  }

  function makeSelect(filter) {
    var field = document.createElement('div');
    var label = document.createElement('label');
    filter.select = document.createElement('select');
    filter.select.id = 'filter-' + filter.key;
    label.htmlFor = filter.select.id;
    label.textContent = filter.label;
    addOption(filter.select, '', filter.any);
    if (filter.some) {
      addOption(filter.select, '*', filter.some);
    }
    Array.from(new Set(filter.names.flat())).sort().forEach(function (name) {
      addOption(filter.select, '=' + name, name);
    });
    field.append(label, filter.select);
    return field;
  }
  var selects = filters.map(makeSelect);

  jQuery.fn.dataTable.ext.search.push(function (settings, data, row) {
    return filters.every(function (filter) { return passes(filter, row); });
  });

  /// What has no data comes last in either direction: it is neither the best nor the worst.
  function addOrder(type, compare) {
    function unknown(value) { return value === '' ? 1 : 0; }
    var order = jQuery.fn.dataTable.ext.type.order;
    order[type + '-asc'] = function (a, b) { return unknown(a) - unknown(b) || compare(a, b); };
    order[type + '-desc'] = function (a, b) { return unknown(a) - unknown(b) || compare(b, a); };
  }
  addOrder('figure', function (a, b) { return a - b; });
  addOrder('day', function (a, b) { return a < b ? -1 : a > b ? 1 : 0; });

  // Names are found with and without the marks on their letters.
  function searched(cell) {
    // Tiers are abbreviated: their titles have the names.
    var text = typeof cell === 'string'
      ? cell.replace(/<bdi title="([^"]*)">[^<]*/g, '$1').replace(/<[^>]*>/g, '') : '';
    return text + ' ' + folded(text);
  }
  jQuery.fn.dataTable.ext.type.search.string = searched;
  jQuery.fn.dataTable.ext.type.search.html = searched;

  // DataTables asks how a caption looks, for which the browser would have to style every row.
  var caption = jQuery(table.caption).detach();
  var list = jQuery(table).DataTable({
    autoWidth: false,
    orderClasses: false,
    stripeClasses: [],
    order: [],
    pageLength: 50,
    lengthMenu: [[50, 200, -1], ['50', '200', 'all']],
    dom: '<"controls"f><"controls found"il><"scroll"t><"controls"p>',
    infoCallback: tellFound,
    columnDefs: [
      { targets: [2, 3, 4, 5, 6], type: 'figure', searchable: false, orderSequence: ['desc', 'asc'] },
      { targets: columns.bars, orderable: false, searchable: false },
      { targets: columns.last, type: 'day', searchable: false, orderSequence: ['desc', 'asc'] }
    ],
    language: {
      search: 'Search services',
      lengthMenu: 'Rows _MENU_',
      zeroRecords: 'No matching services.',
      paginate: { previous: 'Previous', next: 'Next' }
    }
  });
  caption.prependTo(table);

  // The line ends between the rows stayed: thousands of texts to pass by for each row that is drawn.
  var body = table.tBodies[0];
  body.replaceChildren.apply(body, body.rows);

  var search = document.querySelector('.dataTables_filter');
  var field = search.querySelector('input');

  /// DataTables leaves a field alone that has the focus.
  function searchFor(text) {
    field.value = text;
    return list.search(text);
  }
  var everything = document.createElement('button');
  everything.type = 'button';
  everything.textContent = 'Show all';
  search.after.apply(search, selects.concat(everything));
  filters.forEach(function (filter) {
    filter.select.addEventListener('change', function () { list.draw(); });
  });

  everything.addEventListener('click', function () {
    filters.forEach(function (filter) { choose(filter.select, ''); });
    stepping = true;
    searchFor('').draw();
    stepping = false;
    field.focus();
  });
  field.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && list.search() !== '') {
      event.preventDefault();
      searchFor('').draw();
    }
  });
  var pages = document.querySelector('.dataTables_paginate');
  function offer() {
    everything.hidden = list.search() === '' && filters.every(function (filter) {
      return filter.select.value === '';
    });
    pages.hidden = list.page.info().pages < 2;
  }
  list.on('draw', offer);
  offer();

  // A service's page leads to its neighbours in the list as it is now.
  table.addEventListener('click', function (event) {
    var link = event.target.closest('tbody th a');
    if (!link) {
      return;
    }
    var links = list.rows({ order: 'applied', search: 'applied' }).nodes().toArray()
      .map(function (row) { return row.cells[0].querySelector('a'); });
    var place = links.indexOf(link);
    try {
      sessionStorage.setItem('services', JSON.stringify(
        links.slice(Math.max(0, place - 500), place + 500).map(function (each) {
          return [each.getAttribute('href').replace('services/', ''), each.textContent];
        })));
    } catch (error) {
      // Without storage the pages lead to their neighbours by name.
    }
  });

  // The table alone scrolls sideways, not the search above it.
  var scroll = table.parentElement;
  scroll.setAttribute('role', 'group');
  scroll.setAttribute('aria-labelledby', heading);
  scroll.tabIndex = 0;
  region.className = '';
  region.removeAttribute('role');
  region.removeAttribute('aria-labelledby');
  region.removeAttribute('tabindex');

  // The view in the address, after the #: `search=pay&tier==production&sort=3desc&page=2`.

  function view() {
    var order = list.order()[0];
    var state = Object.assign({}, defaults, {
      search: list.search(),
      sort: order ? order[0] + order[1] : '',
      page: list.page() > 0 ? String(list.page() + 1) : '',
      rows: String(list.page.len())
    });
    filters.forEach(function (filter) { state[filter.key] = filter.select.value; });
    return state;
  }

  function addressOf(state) {
    var parts = new URLSearchParams();
    Object.keys(defaults).forEach(function (key) {
      if (state[key] !== defaults[key]) {
        parts.set(key, state[key]);
      }
    });
    var text = parts.toString();
    return text === '' ? location.pathname + location.search : '#' + text;
  }

  function viewInAddress() {
    var parts = new URLSearchParams(location.hash.slice(1));
    var state = {};
    Object.keys(defaults).forEach(function (key) {
      state[key] = parts.has(key) ? parts.get(key) : defaults[key];
    });
    return state;
  }

  /// A select keeps its first option for a value that it does not have.
  function choose(select, value) {
    select.value = value;
    if (select.selectedIndex < 0) {
      select.selectedIndex = 0;
    }
  }

  var shown = view();
  var following = false;
  var stepping = false;  // The search changes, but not by typing.
  var typing = 0;

  /// The rows for a key do not wait for the address, which takes a browser as long as finding them.
  function keepLater() {
    clearTimeout(typing);
    typing = setTimeout(keepTyped, 200);
  }

  function keepTyped() {
    if (typing !== 0) {
      clearTimeout(typing);
      typing = 0;
      history.replaceState(null, '', addressOf(shown));
    }
  }
  field.addEventListener('blur', keepTyped);

  function follow() {
    clearTimeout(typing);
    typing = 0;
    var state = viewInAddress();
    var sort = /^(10|[0-9])(asc|desc)$/.exec(state.sort);
    following = true;
    filters.forEach(function (filter) { choose(filter.select, state[filter.key]); });
    searchFor(state.search);
    list.order(sort ? [[Number(sort[1]), sort[2]]] : []);
    list.page.len(['50', '200', '-1'].indexOf(state.rows) >= 0 ? Number(state.rows) : 50);
    list.draw();
    list.page(Math.max(0, (parseInt(state.page, 10) || 1) - 1)).draw('page');
    following = false;
    shown = view();
  }

  /// Typing goes on in one entry of the history; everything else can be gone back from.
  function remember() {
    var now = view();
    if (following || printing || JSON.stringify(now) === JSON.stringify(shown)) {
      return;
    }
    var typed = now.search !== shown.search && !stepping;
    if (!typed) {
      keepTyped();
      history.pushState(null, '', addressOf(now));
    }
    shown = now;
    if (typed) {
      keepLater();
    }
  }

  // Paper has no next page to click on: every row is printed.
  var printing = false;
  var length = list.page.len();
  window.addEventListener('beforeprint', function () {
    printing = true;
    length = list.page.len();
    list.page.len(-1).draw();
  });
  window.addEventListener('afterprint', function () {
    list.page.len(length).draw();
    printing = false;
  });

  if (location.hash.indexOf('=') >= 0) {
    follow();
    document.getElementById(heading).scrollIntoView();
  }
  list.on('draw', remember);
  window.addEventListener('popstate', function () {
    if (location.hash === '' || location.hash.indexOf('=') >= 0) {
      follow();
    }
  });
})();
