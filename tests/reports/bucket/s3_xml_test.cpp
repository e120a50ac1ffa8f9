// Tests of reports/bucket/s3_xml: lists and errors as S3 sends them, and hostile ones.
#include "reports/bucket/s3_xml.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace dora::bucket {
namespace {

/// As in "ListObjectsV2" of the API reference of Amazon S3.
constexpr const char* list_page = R"(<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
  <Name>bucket</Name><Prefix>a/</Prefix><KeyCount>2</KeyCount><MaxKeys>1000</MaxKeys>
  <IsTruncated>true</IsTruncated><NextContinuationToken>1/t+=</NextContinuationToken>
  <Contents><Key>a/one &amp; two+%41.html</Key><LastModified>2009-10-12T17:50:30.000Z</LastModified>
    <ETag>&quot;fba9dede5f27731c9771645a39863328&quot;</ETag><Size>434234</Size>
    <StorageClass>STANDARD</StorageClass><Owner><ID>x</ID></Owner></Contents>
  <Contents><Key>a/zwölf</Key><ETag>W/"t"</ETag><Size>0</Size></Contents>
</ListBucketResult>)";

TEST(S3Xml, ReadsAPageOfAList) {
  const auto page = parse_list(list_page);
  ASSERT_TRUE(page);
  ASSERT_EQ(page->objects.size(), 2U);
  EXPECT_EQ(page->objects[0].key, "a/one & two+%41.html");
  EXPECT_EQ(page->objects[0].bytes, 434234);
  EXPECT_EQ(page->objects[0].etag, "fba9dede5f27731c9771645a39863328");
  EXPECT_EQ(page->objects[1].key, "a/zwölf");
  EXPECT_EQ(page->objects[1].bytes, 0);
  EXPECT_EQ(page->objects[1].etag, "t");
  EXPECT_FALSE(page->is_last);
  EXPECT_EQ(page->next, "1/t+=");
}

TEST(S3Xml, DecodesKeysIfTheListSaysSo) {
  const auto page = parse_list(
      "<ListBucketResult><Contents><Key>a/one+two%2B%00%c3%B6%zz%4</Key><Size>1</Size></Contents>"
      "<EncodingType>url</EncodingType><IsTruncated>false</IsTruncated></ListBucketResult>");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->objects.at(0).key, std::string("a/one two+\0ö%zz%4", 18));
  EXPECT_TRUE(page->is_last);
}

TEST(S3Xml, AnEmptyListIsAList) {
  const auto page = parse_list("<ListBucketResult/>");
  ASSERT_TRUE(page);
  EXPECT_TRUE(page->objects.empty());
  EXPECT_TRUE(page->is_last);
}

TEST(S3Xml, RefusesWhatIsNoList) {
  const auto with = [](const std::string& inside) {
    return fmt::format("<ListBucketResult>{}</ListBucketResult>", inside);
  };
  std::string deep;
  for (int i = 0; i < 100'000; ++i) {
    deep += "<a>";
  }
  for (const std::string& text :
       {std::string(), std::string("{}"), std::string("<html></html>"),
        std::string("<ListBucketResult>"), with("<Contents/>"),
        with("<Contents><Key>a</Key></Contents>"), with("<Contents><Size>1</Size></Contents>"),
        with("<Contents><Key>a</Key><Size>-1</Size></Contents>"),
        with("<Contents><Key>a</Key><Size>1x</Size></Contents>"),
        with("<Contents><Key>a</Key><Size>99999999999999999999</Size></Contents>"),
        with("<Contents><Key>\x01</Key><Size>1</Size></Contents>"),
        with("<Contents><Key>&b;</Key><Size>1</Size></Contents>"),
        with("<Contents><Key>" + std::string(20'000, 'k') + "</Key><Size>1</Size></Contents>"),
        "<!DOCTYPE ListBucketResult>" + with(""), with(deep), deep}) {
    EXPECT_FALSE(parse_list(text)) << text.substr(0, 200);
  }
}

TEST(S3Xml, ExpandsNoEntities) {
  std::string text = "<!DOCTYPE a [<!ENTITY e0 \"lol\">";
  for (int i = 1; i < 20; ++i) {
    text += fmt::format("<!ENTITY e{} \"&e{};&e{};&e{};&e{};\">", i, i - 1, i - 1, i - 1, i - 1);
  }
  EXPECT_FALSE(parse_error(text + "]><Error><Code>&e19;</Code></Error>"));
  EXPECT_FALSE(
      parse_error("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                  "<Error><Code>&e;</Code></Error>"));
}

TEST(S3Xml, ReadsErrors) {
  const auto error = parse_error(
      "<?xml version=\"1.0\"?>\n<Error><Code>AuthorizationHeaderMalformed</Code><Message>the "
      "region 'us-east-1' is wrong; expecting 'eu-west-1'</Message><Region>eu-west-1</Region>"
      "<RequestId>1</RequestId></Error>");
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, "AuthorizationHeaderMalformed");
  EXPECT_EQ(error->region, "eu-west-1");
  EXPECT_EQ(error->message, "the region 'us-east-1' is wrong; expecting 'eu-west-1'");
  EXPECT_FALSE(parse_error("<Error><Message>m</Message></Error>"));
  EXPECT_FALSE(parse_error("<html><Error><Code>NoSuchBucket</Code></Error></html>"));
}

}  // namespace
}  // namespace dora::bucket
