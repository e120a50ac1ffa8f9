// The question box of `dora-report serve`: answers without leaving the page. Without this script the
// forms work as forms.
(function () {
  'use strict';

  var status = document.getElementById('ask-status');
  var answers = document.getElementById('ask-answers');
  var forms = document.querySelectorAll('.ask form');
  if (!status || !answers || !window.fetch || !window.TextDecoder) {
    return;
  }
  var lost = 'No answer came. Is dora-report serve still running?';
  var last = 0;
  var isBusy = false;
  var soon;

  /// Heard, and seen if it stands for an answer.
  function say(text, isShown) {
    clearTimeout(soon);
    status.textContent = text;
    status.className = isShown ? 'note' : 'hidden';
  }

  /// Buttons keep the focus meanwhile: a disabled one would lose it.
  function busy(is) {
    isBusy = is;
    forms.forEach(function (form) {
      form.querySelectorAll('button').forEach(function (button) {
        if (is) {
          button.setAttribute('aria-disabled', 'true');
        } else {
          button.removeAttribute('aria-disabled');
        }
      });
    });
  }

  /// The server made it of its own templates, in which every text is escaped; scripts do not run.
  function nodeOf(html) {
    return document.importNode(
      new DOMParser().parseFromString(html, 'text/html').body.firstElementChild, true);
  }

  function close(answer) {
    answer.remove();
    document.getElementById('ask-text').focus();
  }

  function show(html) {
    var answer = nodeOf(html);
    last += 1;
    var heading = answer.querySelector('h2');
    heading.id = 'ask-answer-' + last;
    answer.setAttribute('aria-labelledby', heading.id);
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'close';
    button.textContent = 'Close';
    button.addEventListener('click', function () {
      close(answer);
    });
    heading.after(button);
    answers.replaceChildren(answer);
    var first = answer.querySelector('.first');
    say(heading.textContent + '. ' + (first ? first.textContent : ''));
  }

  /// What a model wrote: text, never markup.
  function addWords(data) {
    var answer = answers.querySelector('.answer');
    if (!answer) {
      return;  // Closed meanwhile.
    }
    var asked = answer.querySelector('q');
    [['words', data.text], ['note', data.note]].reduce(function (before, each) {
      var line = document.createElement('p');
      line.className = each[0];
      line.textContent = each[1];
      before.after(line);
      return line;
    }, asked ? asked.closest('p') : answer.querySelector('.close'));
    say(data.text);
  }

  /// Returns what went wrong, if anything did.
  function handle(event, data) {
    if (event === 'answer') {
      show(data.html);
    } else if (event === 'words') {
      addWords(data);
    } else if (event === 'error') {
      return data.text;
    }
    return '';
  }

  /// Blocks of `event: name` and `data: JSON`, with an empty line after each. Gives what went wrong.
  function readEvents(response) {
    var reader = response.body.getReader();
    var decoder = new TextDecoder();
    var text = '';
    var error = '';
    function next() {
      return reader.read().then(function (part) {
        text += decoder.decode(part.value || new Uint8Array(), { stream: !part.done });
        var blocks = text.split('\n\n');
        text = blocks.pop();
        blocks.forEach(function (block) {
          var event = /^event: (.*)$/m.exec(block);
          var data = /^data: (.*)$/m.exec(block);
          if (event && data) {
            error = handle(event[1], JSON.parse(data[1])) || error;
          }
        });
        return part.done ? error : next();
      });
    }
    return next();
  }

  function ask(fields) {
    var before = last;
    function fail(message) {
      if (last === before) {
        say(message || lost, true);
      }
    }
    busy(true);
    soon = setTimeout(function () {
      say('Looking for the answer…', true);
    }, 300);
    fetch('/chat', {
      method: 'POST',
      headers: { Accept: 'text/event-stream' },
      body: new URLSearchParams(fields)
    }).then(function (response) {
      return response.ok ? readEvents(response) : response.text();
    }).then(fail, function () {
      fail(lost);
    }).then(function () {
      busy(false);
      if (last !== before) {
        status.className = 'hidden';
      }
    });
  }

  forms.forEach(function (form) {
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      var field = form.querySelector('[type=text]');
      var text = field ? field.value : event.submitter ? event.submitter.value : '';
      if (isBusy) {
        say('One question at a time: the one before is not answered yet.', true);
      } else if (text.trim()) {
        ask({ key: form.querySelector('[name=key]').value, text: text });
      }
    });
  });

  document.addEventListener('keydown', function (event) {
    var answer = answers.querySelector('.answer');
    if (event.key === 'Escape' && answer && event.target.closest('.ask')) {
      close(answer);
    }
  });
})();
