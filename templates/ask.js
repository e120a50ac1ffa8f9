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
  var last = 0;

  function busy(is) {
    forms.forEach(function (form) {
      form.querySelectorAll('button').forEach(function (button) {
        button.disabled = is;
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
    status.textContent = heading.textContent + '. ' + (first ? first.textContent : '');
    return answer;
  }

  function fail(message) {
    var line = document.createElement('p');
    line.className = 'note';
    line.textContent = message;
    answers.replaceChildren(line);
    status.textContent = message;
  }

  /// What a model wrote: text, never markup.
  function addWords(data) {
    var answer = answers.querySelector('.answer');
    if (!answer) {
      return;
    }
    [['words', data.text], ['note', data.note]].reduce(function (before, each) {
      var line = document.createElement('p');
      line.className = each[0];
      line.textContent = each[1];
      before.after(line);
      return line;
    }, answer.querySelector('.close'));
    status.textContent = data.text;
  }

  function handle(event, data) {
    if (event === 'answer') {
      show(data.html);
    } else if (event === 'words') {
      addWords(data);
    }
  }

  /// Blocks of `event: name` and `data: JSON`, with an empty line after each.
  function readEvents(response) {
    var reader = response.body.getReader();
    var decoder = new TextDecoder();
    var text = '';
    function next() {
      return reader.read().then(function (part) {
        text += decoder.decode(part.value || new Uint8Array(), { stream: !part.done });
        var blocks = text.split('\n\n');
        text = blocks.pop();
        blocks.forEach(function (block) {
          var event = /^event: (.*)$/m.exec(block);
          var data = /^data: (.*)$/m.exec(block);
          if (event && data) {
            handle(event[1], JSON.parse(data[1]));
          }
        });
        return part.done ? undefined : next();
      });
    }
    return next();
  }

  function ask(fields) {
    busy(true);
    status.textContent = 'Looking for the answer';
    return fetch('/chat', {
      method: 'POST',
      headers: { Accept: 'text/event-stream' },
      body: new URLSearchParams(fields)
    }).then(function (response) {
      if (!response.ok) {
        return response.text().then(fail);
      }
      return readEvents(response);
    }).catch(function () {
      fail('No answer: is `dora-report serve` still running?');
    }).then(function () {
      busy(false);
    });
  }

  forms.forEach(function (form) {
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      var pressed = event.submitter;
      var field = form.querySelector('[type=text]');
      var text = field ? field.value : pressed ? pressed.value : '';
      if (text.trim()) {
        ask({ key: form.querySelector('[name=key]').value, text: text }).then(function () {
          // A button that was disabled has lost the focus.
          (pressed && !field ? pressed : document.getElementById('ask-text')).focus();
        });
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
