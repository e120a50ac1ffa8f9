// Template values of the pages.
#pragma once

#include "reports/pages/changes_page.h"
#include "reports/pages/data_page.h"
#include "reports/pages/group_page.h"
#include "reports/pages/groups_page.h"
#include "reports/pages/index_page.h"
#include "reports/pages/service_page.h"
#include "reports/pages/services_page.h"
#include "reports/pages/week_values.h"
#include "reports/templating/template_value.h"

namespace dora::pages {

/// Every record has the same names, whatever the page says.
templating::Record values_of(IndexPage page);
templating::Record values_of(ServicesPage page);
templating::Record values_of(GroupPage page);
templating::Record values_of(const GroupsPage& page);
templating::Record values_of(const ServicePage& page);
templating::Record values_of(const DataPage& page);
templating::Record values_of(const ChangesPage& page);

}  // namespace dora::pages
