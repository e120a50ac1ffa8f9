// Writes a JSON text member by member.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace dora::chats {

/// Members and elements stand in the order in which they are added; numbers are not needed.
class Json {
 public:
  Json();
  ~Json();
  Json(const Json&) = delete;
  Json& operator=(const Json&) = delete;

  /// `content` adds the members.
  template <class Content>
  void object(Content content) {
    begin_object();
    content();
    end_object();
  }
  template <class Content>
  void object(std::string_view name, Content content) {
    key(name);
    object(content);
  }
  /// `content` adds the elements.
  template <class Content>
  void list(std::string_view name, Content content) {
    key(name);
    begin_list();
    content();
    end_list();
  }
  void text(std::string_view name, std::string_view value);
  void truth(std::string_view name, bool value);

  /// Safe to show on a terminal.
  std::string result() const;

 private:
  void key(std::string_view name);
  void begin_object();
  void end_object();
  void begin_list();
  void end_list();

  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dora::chats
