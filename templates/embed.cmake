# Writes a C++ source that holds files as bytes: cmake -DOUTPUT=x.cpp "-DINPUTS=a|b" -P embed.cmake
# The bytes are spelled one by one, so that no file's text can end a string literal early.
string(REPLACE "|" ";" inputs "${INPUTS}")
set(named "")
foreach(input IN LISTS inputs)
  get_filename_component(name "${input}" NAME)
  list(APPEND named "${name}|${input}")
endforeach()
list(SORT named)

set(arrays "")
set(table "")
set(number 0)
foreach(entry IN LISTS named)
  string(REGEX REPLACE "^([^|]*)\\|.*$" "\\1" name "${entry}")
  string(REGEX REPLACE "^[^|]*\\|(.*)$" "\\1" path "${entry}")
  file(READ "${path}" bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
  string(APPEND arrays "constexpr char file_${number}[] = {${bytes}};\n")
  string(APPEND table "    {\"${name}\", {file_${number}, sizeof file_${number}}},\n")
  math(EXPR number "${number} + 1")
endforeach()

file(WRITE "${OUTPUT}" "// Made by embed.cmake: the files that are compiled into the program.
#include \"templates/embedded.h\"

namespace dora::templates {
namespace {

${arrays}
constexpr EmbeddedFile files[] = {
${table}};

}  // namespace

std::span<const EmbeddedFile> embedded_files() {
  return files;
}

}  // namespace dora::templates
")
