// Tests that there is one right note, whatever happened before and meanwhile.
#include "reports/notes/keep_note.h"

#include <algorithm>
#include <functional>
#include <random>
#include <type_traits>
#include <utility>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "reports/notes/dry_board.h"
#include "tests/support/error_of.h"

namespace dora::notes {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr std::int64_t me = 7;
constexpr std::int64_t somebody = 9;
constexpr const char* marker = "<!-- dora-report id=risk v=1 charts= -->";

/// What the server keeps.
struct Server {
  std::vector<gitlab::Note> notes;
  std::int64_t next_id = 100;
  int uploads = 0;
  bool tells_user = true;
  bool lets_change_all = false;  ///< As GitLab lets maintainers.

  std::int64_t add(std::int64_t author, const std::string& body, bool system = false) {
    notes.push_back({next_id, author, system, body});
    return next_id++;
  }
  std::vector<gitlab::Note> of(std::int64_t author) const {
    std::vector<gitlab::Note> found;
    std::ranges::copy_if(notes, std::back_inserter(found),
                         [&](const gitlab::Note& note) { return note.author == author; });
    return found;
  }
};

/// One job's view of it; `before` and `after` each operation something else may happen.
class Board : public NoteBoard {
 public:
  explicit Board(Server& server) : server_(server) {}
  std::function<void()> before = [] {};
  std::function<void()> after = [] {};
  bool lose_answer = false;  ///< Of the next POST.

  std::optional<std::int64_t> user() override {
    return server_.tells_user ? std::optional(me) : std::nullopt;
  }
  std::vector<gitlab::Note> notes() override {
    return within([&] { return server_.notes; });
  }
  std::optional<gitlab::Note> create(std::string_view body) override {
    return within([&]() -> std::optional<gitlab::Note> {
      server_.add(me, std::string(body) + "  \r\n");
      return std::exchange(lose_answer, false) ? std::nullopt : std::optional(server_.notes.back());
    });
  }
  Change update(std::int64_t note, std::string_view body) override {
    return change(note, [&](auto found) { found->body = body; });
  }
  Change remove(std::int64_t note) override {
    return change(note, [&](auto found) { server_.notes.erase(found); });
  }
  std::string upload(std::string_view name, std::string_view png) override {
    return within([&] {
      EXPECT_EQ(png, "png");
      return fmt::format("/uploads/{:032}/{}.png", ++server_.uploads, name);
    });
  }

 private:
  template <class Action>
  std::invoke_result_t<Action> within(Action action) {
    before();
    auto result = action();
    after();
    return result;
  }
  template <class Action>
  Change change(std::int64_t note, Action action) {
    return within([&] {
      const auto found = std::ranges::find(server_.notes, note, &gitlab::Note::id);
      if (found == server_.notes.end()) {
        return Change::gone;
      }
      if (found->author != me && !server_.lets_change_all) {
        return Change::refused;
      }
      action(found);
      return Change::done;
    });
  }

  Server& server_;
};

cards::Card card(const std::string& text = "text", bool picture = false) {
  cards::Card card;
  card.id = "risk";
  card.parts = {{text + "\n"}};
  if (picture) {
    card.parts[0].picture =
        cards::Picture{"api", "alt", inputs::ChartSource{"api.png", std::string(64, 'a')}};
  }
  return card;
}

std::string read(const cards::Picture& /*picture*/) {
  return "png";
}

KeptNote keep(const cards::Card& card, Server& server) {
  Board board(server);
  return keep_note(card, board, read);
}

TEST(KeepNote, PostsThenLeavesAloneThenUpdates) {
  Server server;
  const KeptNote first = keep(card(), server);
  EXPECT_EQ(first.outcome, Outcome::posted);
  EXPECT_EQ(keep(card(), server).outcome, Outcome::unchanged);
  const KeptNote third = keep(card("other"), server);
  EXPECT_EQ(third.outcome, Outcome::updated);
  EXPECT_EQ(third.id, first.id);
  ASSERT_EQ(server.notes.size(), 1U);
  EXPECT_EQ(server.notes[0].body, std::string(marker) + "\nother\n");
}

TEST(KeepNote, UploadsAPictureOnce) {
  Server server;
  keep(card("text", true), server);
  EXPECT_THAT(server.notes[0].body,
              HasSubstr("![alt](/uploads/00000000000000000000000000000001/api.png)"));
  keep(card("text", true), server);
  keep(card("other", true), server);
  EXPECT_EQ(server.uploads, 1);
}

TEST(KeepNote, NeverTouchesNotesOfOthers) {
  Server server;
  server.add(somebody, std::string(marker) + "\nforged");
  server.add(somebody, "a comment");
  server.add(me, "my own comment");
  server.add(me, "<!-- dora-report id=digest/2024-W05 v=1 charts= -->\nanother card");
  server.add(me, std::string(marker) + "\nlabels changed", true);
  const std::vector<gitlab::Note> before = server.notes;
  EXPECT_EQ(keep(card(), server).outcome, Outcome::posted);
  EXPECT_THAT(std::vector(server.notes.begin(), server.notes.end() - 1),
              testing::ElementsAreArray(before));
  Board board(server);
  EXPECT_EQ(remove_note("risk", board).removed, 1);
  EXPECT_EQ(server.notes, before);
  EXPECT_EQ(remove_note("risk", board).outcome, Outcome::absent);
}

TEST(KeepNote, KeepsTheOldestAndDeletesDuplicates) {
  Server server;
  const std::int64_t oldest = server.add(me, std::string(marker) + "\nold");
  server.add(me, std::string(marker) + "\ntext");
  server.add(me, std::string(marker) + "\ntext");
  const KeptNote kept = keep(card(), server);
  EXPECT_EQ(kept.id, oldest);
  EXPECT_EQ(kept.removed, 2);
  EXPECT_EQ(server.notes.size(), 1U);
}

TEST(KeepNote, LooksBeforePostingAgain) {
  Server server;
  Board board(server);
  board.lose_answer = true;
  EXPECT_EQ(keep_note(card(), board, read).outcome, Outcome::unchanged);
  EXPECT_EQ(server.notes.size(), 1U);
}

TEST(KeepNote, WorksForATokenThatMayNotAskWhoItIs) {
  Server server;
  server.tells_user = false;
  server.lets_change_all = true;
  server.add(somebody, std::string(marker) + "\nforged");
  EXPECT_EQ(keep(card(), server).outcome, Outcome::posted);
  EXPECT_EQ(keep(card("new"), server).outcome, Outcome::updated);
  EXPECT_EQ(server.of(me).size(), 1U);
  EXPECT_THAT(server.of(somebody)[0].body, HasSubstr("forged"));
  Board board(server);
  EXPECT_THAT(test::error_of([&] { remove_note("risk", board); }),
              HasSubstr("nothing was deleted"));
  EXPECT_EQ(server.notes.size(), 2U);
}

TEST(KeepNote, CutsWhatIsTooLong) {
  Server server;
  keep(card(std::string(100'000, 'x')), server);
  EXPECT_LT(server.notes[0].body.size(), 61'000U);
  EXPECT_THAT(server.notes[0].body, HasSubstr("cut off"));
}

TEST(KeepNote, SaysWhatWouldBeDone) {
  Server server;
  Board board(server);
  DryBoard dry(board);
  keep_note(card("text", true), dry, read);
  EXPECT_THAT(dry.plan(), ElementsAre("upload api.png", "post a note"));
  EXPECT_THAT(server.notes, IsEmpty());
  keep(card("text", true), server);
  DryBoard again(board);
  keep_note(card("text", true), again, read);
  EXPECT_THAT(again.plan(), IsEmpty());
}

/// The job is killed.
struct Killed {};

/// Two jobs at once that are killed, lose answers and run into each other, on the same notes.
class Chaos {
 public:
  explicit Chaos(unsigned seed) : random_(seed) {}

  void run(Server& server, int depth) {
    Board board(server);
    const auto something = [&] {
      const auto dice = random_() % 12;
      if (dice == 0) {
        throw Killed();
      }
      if (dice == 1 && depth < 3) {
        run(server, depth + 1);
      }
      board.lose_answer = dice == 2;
    };
    board.before = something;
    board.after = something;
    try {
      keep_note(card("text " + std::to_string(random_() % 2), true), board, read);
    } catch (const Killed&) {
      return;
    } catch (const base::Error&) {
      return;  // Others wrote the note all the time.
    }
  }

 private:
  std::mt19937 random_;
};

TEST(KeepNote, EndsWithOneRightNoteAfterAnyInterleaving) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    Server server;
    server.add(somebody, std::string(marker) + "\nforged");
    Chaos chaos(seed);
    for (int job = 0; job < 4; ++job) {
      chaos.run(server, 0);
    }
    keep(card("right"), server);
    ASSERT_EQ(server.of(me).size(), 1U) << "seed " << seed;
    EXPECT_THAT(server.of(me)[0].body, StartsWith(std::string(marker) + "\nright\n"))
        << "seed " << seed;
    ASSERT_EQ(server.of(somebody).size(), 1U) << "seed " << seed;
    EXPECT_THAT(server.of(somebody)[0].body, StartsWith(marker)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace dora::notes
