// Prepares the process: its memory and its descriptors, before it reads a secret or opens a file.
#pragma once

namespace dora::base {

/// Call it first, once. No core dump and no debugger of the same user shows the token; a write
/// beyond the limit of `ulimit -f` is an error value instead of the end (children must set SIGXFSZ
/// back); and where stdin, stdout or stderr is closed, its number is taken, so that no file of ours
/// gets it and what is printed there.
void guard_process();

}  // namespace dora::base
