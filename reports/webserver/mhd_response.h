// Makes libmicrohttpd's response of a reply.
#pragma once

#include <memory>

#include "reports/webserver/message.h"

struct MHD_Connection;
struct MHD_Response;

namespace dora::webserver {

struct MhdResponseDestroyer {
  void operator()(MHD_Response* response) const;
};
using MhdResponse = std::unique_ptr<MHD_Response, MhdResponseDestroyer>;

/// With the headers of every reply: they forbid a browser what a report does not need. Null without
/// memory or descriptors. Borrows the connection until the response is destroyed.
MhdResponse mhd_response(Reply reply, MHD_Connection* connection);

}  // namespace dora::webserver
