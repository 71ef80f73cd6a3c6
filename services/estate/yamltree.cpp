// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <estate/yamltree.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string_view>
#include <utility>

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <estate/plaintext.h>

namespace signalbox
{
namespace
{
constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
constexpr const char *secretMessage =
    "found a URL with user information (...://...@...), expected one without: the file and "
    "every version of it are recorded, so no secret may be in it";

std::string tooDeep()
{
    return "nested more than " + std::to_string(maximumDepth) + " deep";
}

// "!!str" for "tag:yaml.org,2002:str".
std::string asWritten(const std::string &tag)
{
    static constexpr std::string_view core = "tag:yaml.org,2002:";
    return harmless(tag.starts_with(core) ? "!!" + tag.substr(core.size()) : tag, 40);
}

// Turns yaml-cpp's line and byte into line and character.
class Places
{
public:
    explicit Places(std::string_view text)
        : m_text(text)
    {
        for (std::size_t at = 0; at != std::string_view::npos && at <= text.size();) {
            m_starts.push_back(at);
            const std::size_t end = text.find('\n', at);
            at = end == std::string_view::npos ? end : end + 1;
        }
    }

    Complaint atByte(std::size_t offset, std::string message) const
    {
        const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), offset);
        const auto line = static_cast<std::size_t>(after - m_starts.begin()) - 1;
        return at(line, offset - m_starts[line], std::move(message));
    }

    Complaint at(std::size_t line, std::size_t byte, std::string message) const
    {
        const std::size_t start = line < m_starts.size() ? m_starts[line] : m_text.size();
        if (line != m_last.line || byte < m_last.byte)
            m_last = {line, 0, 0};
        const std::string_view between =
            m_text.substr(std::min(start + m_last.byte, m_text.size()), byte - m_last.byte);
        m_last.characters += std::count_if(between.begin(), between.end(),
                                           [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
        m_last.byte = byte;
        return {static_cast<int>(line) + 1, static_cast<int>(m_last.characters) + 1, std::move(message)};
    }

    bool isBehindEnd(const YAML::Mark &mark) const { return mark.line >= static_cast<int>(m_starts.size()); }

    Complaint at(const YAML::Mark &mark, std::string message) const
    {
        return at(static_cast<std::size_t>(std::max(mark.line, 0)), static_cast<std::size_t>(std::max(mark.column, 0)),
                  std::move(message));
    }

private:
    // Places are mostly asked for in order; counting on from the last one keeps a file of one long line from taking for
    // ever.
    struct Last {
        std::size_t line = 0;
        std::size_t byte = 0;
        std::ptrdiff_t characters = 0;
    };

    std::string_view m_text;
    std::vector<std::size_t> m_starts;
    mutable Last m_last;
};

// Builds the tree from events, since yaml-cpp's own nodes drop duplicate keys and expand aliases.
class TreeBuilder final : public YAML::EventHandler
{
public:
    TreeBuilder(const Places &places, YamlNode &root)
        : m_places(places)
        , m_root(root)
    {
    }

    std::vector<Complaint> complaints;
    int documents = 0;

    void OnDocumentStart(const YAML::Mark &mark) override
    {
        if (++documents == 2)
            complaints.push_back(m_places.at(mark, "found a second document (---), expected one document a file"));
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        add(YamlNode::Kind::Nothing, mark);
        refuseAnchor(mark, anchor);
    }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t) override
    {
        add(YamlNode::Kind::Refused, mark);
        complain(mark, "found an alias (*name), expected the value itself: aliases are not part of the estate file");
    }
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &text) override
    {
        YamlNode *node = add(tag == "?" ? YamlNode::Kind::Plain : YamlNode::Kind::Quoted, mark);
        refuseAnchor(mark, anchor);
        refuseTag(mark, tag == "!" ? std::string() : tag, node);
        if (!node)
            return;
        node->text = text;
        if (findUserInformation(text)) {
            node->kind = YamlNode::Kind::Refused;
            complain(mark, secretMessage);
        } else if (const auto fault = firstUnreadable(text)) {
            node->kind = YamlNode::Kind::Refused;
            complain(mark, fault->message);
        }
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open(YamlNode::Kind::List, mark, tag, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        open(YamlNode::Kind::Mapping, mark, tag, anchor);
    }
    void OnMapEnd() override { close(); }

private:
    void complain(const YAML::Mark &mark, std::string message)
    {
        if (documents == 1)
            complaints.push_back(m_places.at(mark, std::move(message)));
    }

    // Null where the node is left out: in a second document, or too deep.
    YamlNode *add(YamlNode::Kind kind, const YAML::Mark &mark)
    {
        if (documents != 1 || m_tooDeep > 0)
            return nullptr;
        YamlNode *node = &m_root;
        if (!m_open.empty())
            node = &m_open.back()->children.emplace_back();
        const Complaint place = m_places.at(mark, {});
        node->kind = kind;
        node->line = place.line;
        node->column = place.column;
        return node;
    }

    void open(YamlNode::Kind kind, const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor)
    {
        YamlNode *node = add(kind, mark);
        refuseAnchor(mark, anchor);
        refuseTag(mark, tag, node);
        if (node && static_cast<int>(m_open.size()) < maximumDepth) {
            m_open.push_back(node);
            return;
        }
        if (node) {
            node->kind = YamlNode::Kind::Refused;
            complain(mark, tooDeep());
        }
        ++m_tooDeep;
    }

    void close()
    {
        if (m_tooDeep > 0)
            --m_tooDeep;
        else if (!m_open.empty())
            m_open.pop_back();
    }

    void refuseAnchor(const YAML::Mark &mark, YAML::anchor_t anchor)
    {
        if (anchor != YAML::NullAnchor)
            complain(mark, "found an anchor (&name), expected a plain value: anchors are not part of the estate file");
    }

    void refuseTag(const YAML::Mark &mark, const std::string &tag, YamlNode *node)
    {
        if (tag.empty() || tag == "?")
            return;
        complain(mark,
                 "found the tag " + asWritten(tag) + ", expected a plain value: tags are not part of the estate file");
        if (node)
            node->kind = YamlNode::Kind::Refused;
    }

    const Places &m_places;
    YamlNode &m_root;
    std::vector<YamlNode *> m_open; // a node's children do not move while one of them is open
    int m_tooDeep = 0;
};

std::optional<Complaint> findTab(std::string_view text, const Places &places)
{
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = text.substr(start, end - start);
        const std::size_t first = line.find_first_not_of(" \t\r");
        const std::size_t tab = line.find('\t');
        if (first != std::string_view::npos && tab < first && line[first] != '#')
            return places.atByte(start + tab, "found a tab in the indentation, expected spaces");
        start = end + 1;
    }
    return {};
}

// In comments a secret does as much harm as elsewhere. What stands in a value was found there; once a line is enough.
void findSecrets(std::string_view text, const Places &places, std::vector<Complaint> &complaints)
{
    std::set<int> known;
    for (const Complaint &complaint : complaints) {
        if (complaint.message == secretMessage)
            known.insert(complaint.line);
    }
    for (auto at = findUserInformation(text); at; at = findUserInformation(text, text.find("://", *at) + 3)) {
        Complaint found = places.atByte(*at, secretMessage);
        if (known.insert(found.line).second)
            complaints.push_back(std::move(found));
    }
}
} // namespace

YamlReading readYaml(const std::string &text)
{
    const std::string_view plain =
        std::string_view(text).substr(text.starts_with(byteOrderMark) ? byteOrderMark.size() : 0);
    const Places places(plain);
    if (const auto fault = firstUnreadable(plain))
        return {{}, {places.atByte(fault->offset, fault->message)}};
    if (const auto tab = findTab(plain, places))
        return {{}, {*tab}};
    YamlReading reading;
    reading.root.emplace();
    TreeBuilder builder(places, *reading.root);
    try {
        // yaml-cpp takes the end of the file for a closing quote; it does not take the end of a document for one.
        std::istringstream stream(std::string(plain) + "\n...\n");
        YAML::Parser parser(stream);
        while (builder.documents < 2 && parser.HandleNextDocument(builder)) {
        }
    } catch (const YAML::DeepRecursion &exception) {
        return {{}, {places.at(exception.mark, tooDeep())}};
    } catch (const YAML::Exception &exception) {
        if (places.isBehindEnd(exception.mark))
            return {{},
                    {places.atByte(plain.size(), "the file ends inside a quote or bracket that was opened before")}};
        // "> 1000" without quotes begins a text over several lines, which nobody means who writes a limit.
        const bool isBlock = exception.msg == YAML::ErrorMsg::CHAR_IN_BLOCK;
        return {{},
                {places.at(exception.mark, "not YAML: " + harmless(exception.msg, 200) +
                                               (isBlock ? "; put a value that begins with > or | in quotes" : ""))}};
    }
    findSecrets(plain, places, builder.complaints);
    reading.complaints = std::move(builder.complaints);
    return reading;
}
} // namespace signalbox
