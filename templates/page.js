// What helps on every page: links to sections, a table of contents on wide screens, charts to copy, a
// service's neighbours in the list. Nothing is missing without it.
(function () {
  'use strict';

  function make(name, className, text) {
    var element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  }

  var headings = document.querySelectorAll('main h2[id], main h3[id]');

  // The contents, which the style sheet shows where there is room beside the page.
  var sections = Array.prototype.filter.call(headings, function (heading) {
    return heading.tagName === 'H2';
  });
  if (sections.length > 3) {
    var contents = make('nav', 'contents', '');
    contents.setAttribute('aria-label', 'On this page');
    contents.append.apply(contents, sections.map(function (heading) {
      // Without what is said beside it.
      var aside = heading.querySelector('.aside');
      var name = heading.textContent.replace(aside ? aside.textContent : '', '');
      var link = make('a', '', name.trim());
      link.href = '#' + heading.id;
      return link;
    }));
    document.querySelector('main').before(contents);
  }

  // A section can be linked to.
  headings.forEach(function (heading) {
    var link = make('a', 'anchor', '#');
    link.href = '#' + heading.id;
    link.setAttribute('aria-label', 'Link to ' + heading.textContent.trim());
    heading.append(' ', link);
  });

  /// Where there is no clipboard (pages over http:), by way of a text that is selected.
  function copy(text) {
    if (navigator.clipboard) {
      return navigator.clipboard.writeText(text);
    }
    var field = make('textarea', 'hidden', text);
    document.body.append(field);
    field.select();
    var done = document.execCommand('copy');
    field.remove();
    return done ? Promise.resolve() : Promise.reject();
  }

  function copyButton(label, text) {
    var button = make('button', '', label);
    button.type = 'button';
    button.addEventListener('click', function () {
      copy(text()).then(function () {
        button.textContent = 'Copied';
      }, function () {
        button.textContent = 'Not copied: the browser forbids it';
      }).then(function () {
        setTimeout(function () {
          button.textContent = label;
        }, 2000);
      });
    });
    return button;
  }

  /// What would end a text or an address of Markdown is escaped.
  function markdownText(text) {
    return text.replace(/[\\[\]`*_<>!@#~|]/g, '\\$&');
  }

  function markdownAddress(address) {
    return '<' + address.replace(/[<>]/g, encodeURIComponent) + '>';
  }

  // A chart can be taken into a review or a chat.
  document.querySelectorAll('.download').forEach(function (line) {
    var image = line.parentNode.querySelector('.chart img');
    var section = line.closest('section');
    if (!image) {
      return;
    }
    function address() {
      var heading = section && section.querySelector('[id]');
      return location.href.replace(/#.*/, '') + (heading ? '#' + heading.id : '');
    }
    function markdown() {
      return '[![' + markdownText(image.alt) + '](' +
        markdownAddress(line.querySelector('a').href) + ')](' + markdownAddress(address()) + ')';
    }
    line.append(' ', copyButton('Copy Markdown', markdown), ' ', copyButton('Copy link', address));
    line.setAttribute('aria-live', 'polite');
  });

  // The neighbours of a service in the list that it was reached from.
  var neighbours = document.querySelector('.neighbours');
  if (neighbours) {
    var stored = null;
    try {
      stored = JSON.parse(sessionStorage.getItem('services'));
    } catch (error) {
      // Those by name stay.
    }
    var here = location.pathname.split('/').pop();
    var place = Array.isArray(stored) ? stored.findIndex(function (each) {
      return encodeURI(each[0]) === here || each[0] === here;
    }) : -1;
    if (place >= 0) {
      neighbours.replaceChildren.apply(neighbours, [['prev', 'Previous: ', -1], ['next', 'Next: ', 1]]
        .filter(function (each) {
          var to = stored[place + each[2]];
          return Array.isArray(to) && /^[\w.~%-]+\.html$/.test(to[0]);
        })
        .map(function (each) {
          var to = stored[place + each[2]];
          var link = document.createElement('a');
          link.href = to[0];
          link.rel = each[0];
          var name = document.createElement('bdi');
          name.textContent = to[1];
          link.append(each[1], name);
          return link;
        }));
    }
  }
})();
