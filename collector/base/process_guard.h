// Protects the process's memory and descriptors before it reads a secret or opens a file.
#pragma once

namespace dora::base {

/// Call it once, before anything else. Core dumps and debuggers of the same user cannot reveal the
/// token. A write beyond the `ulimit -f` limit becomes an error value instead of ending the process
/// (children must reset SIGXFSZ). A closed stdin, stdout or stderr gets a placeholder, so that no
/// file of ours takes its number and receives what is printed there.
void guard_process();

}  // namespace dora::base
