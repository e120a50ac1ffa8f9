// Gives the list of services a search, sorting and pages; the list is complete without it.
(function () {
  'use strict';

  var table = document.getElementById('services');
  if (!table) {
    return;
  }
  var region = table.parentElement;
  var heading = region.getAttribute('aria-labelledby');

  var list = jQuery(table).DataTable({
    autoWidth: false,
    order: [],
    pageLength: 50,
    lengthMenu: [[50, 200, -1], ['50', '200', 'all']],
    dom: '<"controls"fl><"scroll"t><"controls"ip>',
    columnDefs: [
      { targets: [1, 2, 3, 4], type: 'num', searchable: false, orderSequence: ['desc', 'asc'] },
      { targets: 5, type: 'string', searchable: false, orderSequence: ['desc', 'asc'] }
    ],
    language: {
      search: 'Search services',
      lengthMenu: 'Rows: _MENU_',
      info: '_START_ to _END_ of _TOTAL_ services',
      infoEmpty: 'No services',
      infoFiltered: '(of _MAX_)',
      zeroRecords: 'No service has this in its name or tiers.',
      paginate: { previous: 'Previous', next: 'Next' }
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

  // Paper has no next page to click on: every row is printed.
  var shown = list.page.len();
  window.addEventListener('beforeprint', function () {
    shown = list.page.len();
    list.page.len(-1).draw();
  });
  window.addEventListener('afterprint', function () {
    list.page.len(shown).draw();
  });
})();
