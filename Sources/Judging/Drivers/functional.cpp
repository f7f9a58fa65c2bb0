// Calls Solution::ATLAS_METHOD with the values on stdin, one JSON value a line, and writes {"result": VALUE}.
// It knows an input, never an expected output. What the submission prints goes nowhere; what it writes in its result's
// place is compared outside, as data, and nothing else.
#include <fcntl.h>
#include <unistd.h>
using namespace std;

struct ListNode;
struct TreeNode;

namespace atlas_driver {

// Reads JSON, as far as arguments need it.
struct Reader {
    const char *next, *end;

    [[noreturn]] void fail(const char *wanted) {
        std::string line = std::string("atlas: an argument is not ") + wanted + "\n";
        if (::write(2, line.data(), line.size()) < 0) {}
        ::_exit(1);
    }
    void space() { while (next < end && (*next == ' ' || *next == '\t' || *next == '\r' || *next == '\n')) ++next; }
    bool take(const char *text) {
        space();
        std::size_t size = std::strlen(text);
        if (std::size_t(end - next) < size || std::memcmp(next, text, size) != 0) return false;
        next += size;
        return true;
    }
    std::string word() {
        space();
        const char *start = next;
        while (next < end && !std::strchr(",]}: \t\r\n", *next)) ++next;
        return std::string(start, next);
    }
    std::string text() {
        if (!take("\"")) fail("a string");
        std::string result;
        while (next < end && *next != '"') {
            if (*next != '\\') { result += *next++; continue; }
            if (++next == end) fail("a string");
            char kind = *next++;
            switch (kind) {
            case 'n': result += '\n'; break;
            case 't': result += '\t'; break;
            case 'r': result += '\r'; break;
            case 'b': result += '\b'; break;
            case 'f': result += '\f'; break;
            case 'u': add(code(), result); break;
            default: result += kind;
            }
        }
        if (!take("\"")) fail("a string");
        return result;
    }

    unsigned code() {
        if (end - next < 4) fail("a string");
        unsigned value = unsigned(std::strtoul(std::string(next, next + 4).c_str(), nullptr, 16));
        next += 4;
        return value;
    }
    // A code point as UTF-8; beyond the first 65536 it is written as two codes.
    void add(unsigned point, std::string &to) {
        if (point >= 0xd800 && point < 0xdc00 && take("\\u")) point = 0x10000 + ((point - 0xd800) << 10) + (code() - 0xdc00);
        if (point < 0x80) { to += char(point); return; }
        if (point < 0x800) { to += char(0xc0 | point >> 6); to += char(0x80 | (point & 63)); return; }
        if (point < 0x10000) {
            to += char(0xe0 | point >> 12);
        } else {
            to += char(0xf0 | point >> 18);
            to += char(0x80 | (point >> 12 & 63));
        }
        to += char(0x80 | (point >> 6 & 63));
        to += char(0x80 | (point & 63));
    }
};

template <class T, class = void> struct Value {
    static_assert(!sizeof(T *), "a parameter or the result of ATLAS_METHOD has a type that stands for no JSON value");
    static T read(Reader &in);
    static void write(std::string &out, const T &value);
};

template <> struct Value<bool> {
    static bool read(Reader &in) { return in.word() == "true"; }
    static void write(std::string &out, bool value) { out += value ? "true" : "false"; }
};
template <class T>
struct Value<T, std::enable_if_t<std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char>>> {
    static T read(Reader &in) {
        std::string word = in.word();
        return T(std::is_signed_v<T> ? std::strtoll(word.c_str(), nullptr, 10) : std::strtoull(word.c_str(), nullptr, 10));
    }
    static void write(std::string &out, T value) { out += std::to_string(value); }
};
template <class T> struct Value<T, std::enable_if_t<std::is_floating_point_v<T>>> {
    static T read(Reader &in) { return T(std::strtold(in.word().c_str(), nullptr)); }
    static void write(std::string &out, T value) {
        if (std::isnan(value)) { out += "NaN"; return; }
        if (std::isinf(value)) { out += value < 0 ? "-Infinity" : "Infinity"; return; }
        char digits[64];
        auto end = std::to_chars(digits, digits + sizeof digits, double(value));
        std::string text(digits, end.ptr);
        if (text.find_first_of(".e") == std::string::npos) text += ".0";
        out += text;
    }
};
template <> struct Value<std::string> {
    static std::string read(Reader &in) { return in.text(); }
    static void write(std::string &out, const std::string &value) {
        out += '"';
        for (unsigned char byte : value) {
            if (byte == '"' || byte == '\\') { out += '\\'; out += char(byte); continue; }
            if (byte >= 32) { out += char(byte); continue; }
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", byte);
            out += escape;
        }
        out += '"';
    }
};
template <> struct Value<char> {
    static char read(Reader &in) {
        std::string text = in.text();
        return text.empty() ? '\0' : text[0];
    }
    static void write(std::string &out, char value) { Value<std::string>::write(out, std::string(1, value)); }
};
template <class T> struct Value<std::vector<T>> {
    static std::vector<T> read(Reader &in) {
        std::vector<T> items;
        if (!in.take("[")) in.fail("a list");
        if (in.take("]")) return items;
        do items.push_back(Value<T>::read(in)); while (in.take(","));
        if (!in.take("]")) in.fail("a list");
        return items;
    }
    static void write(std::string &out, const std::vector<T> &items) {
        out += '[';
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0) out += ", ";
            Value<T>::write(out, items[i]);
        }
        out += ']';
    }
};
template <class A, class B> struct Value<std::pair<A, B>> {
    static std::pair<A, B> read(Reader &in) {
        if (!in.take("[")) in.fail("a pair");
        A first = Value<A>::read(in);
        if (!in.take(",")) in.fail("a pair");
        B second = Value<B>::read(in);
        if (!in.take("]")) in.fail("a pair");
        return {std::move(first), std::move(second)};
    }
    static void write(std::string &out, const std::pair<A, B> &value) {
        out += '[';
        Value<A>::write(out, value.first);
        out += ", ";
        Value<B>::write(out, value.second);
        out += ']';
    }
};
template <class T> struct Value<std::optional<T>> {
    static std::optional<T> read(Reader &in) {
        if (in.take("null")) return std::nullopt;
        return Value<T>::read(in);
    }
    static void write(std::string &out, const std::optional<T> &value) {
        if (value) Value<T>::write(out, *value); else out += "null";
    }
};
// The nodes are the submission's own where it defines them: nothing is known of them before it.
template <class Node> struct Value<Node *, std::enable_if_t<std::is_same_v<Node, ListNode>>> {
    static Node *read(Reader &in) {
        Node *first = nullptr, **place = &first;
        if (in.take("null")) return first;
        for (int value : Value<std::vector<int>>::read(in)) {
            *place = new Node(value);
            place = &(*place)->next;
        }
        return first;
    }
    static void write(std::string &out, Node *node) {
        std::vector<int> values;
        for (; node != nullptr; node = node->next) values.push_back(node->val);
        Value<std::vector<int>>::write(out, values);
    }
};
// Level by level, null where there is no child; nothing after the last node.
template <class Node> struct Value<Node *, std::enable_if_t<std::is_same_v<Node, TreeNode>>> {
    static Node *read(Reader &in) {
        if (in.take("null")) return nullptr;
        auto values = Value<std::vector<std::optional<int>>>::read(in);
        if (values.empty() || !values[0]) return nullptr;
        Node *root = new Node(*values[0]);
        std::deque<Node *> parents{root};
        for (std::size_t i = 1; i < values.size(); i += 2) {
            Node *parent = parents.front();
            parents.pop_front();
            if (values[i]) parents.push_back(parent->left = new Node(*values[i]));
            if (i + 1 < values.size() && values[i + 1]) parents.push_back(parent->right = new Node(*values[i + 1]));
            if (parents.empty()) break;
        }
        return root;
    }
    static void write(std::string &out, Node *root) {
        std::vector<std::optional<int>> values;
        std::deque<Node *> left{root};
        while (!left.empty()) {
            Node *node = left.front();
            left.pop_front();
            if (node == nullptr) { values.push_back(std::nullopt); continue; }
            values.push_back(node->val);
            left.push_back(node->left);
            left.push_back(node->right);
        }
        while (!values.empty() && !values.back()) values.pop_back();
        Value<std::vector<std::optional<int>>>::write(out, values);
    }
};

struct Input {
    std::vector<std::string> lines;
    std::size_t next = 0;

    template <class T> std::decay_t<T> argument() {
        if (next == lines.size()) { Reader{nullptr, nullptr}.fail("there"); }
        const std::string &line = lines[next++];
        Reader reader{line.data(), line.data() + line.size()};
        return Value<std::decay_t<T>>::read(reader);
    }
};

// The parameters of the method, as a tuple that is never made. Of several methods of a name it is the one that takes so
// many arguments; where there is one alone, the arguments that have values of their own are left away. Where that leaves
// several, or the method is a template, it is the one that C++ takes for values of the types that the starter code names.
#define ATLAS_LIST(...) __VA_ARGS__
#define ATLAS_TAKING(count, classes, types)                                                                     \
    template <class R, class C ATLAS_LIST classes>                                                              \
    std::tuple<ATLAS_LIST types> *taking(std::integral_constant<int, count>, R (C::*)(ATLAS_LIST types));       \
    template <class R, class C ATLAS_LIST classes>                                                              \
    std::tuple<ATLAS_LIST types> *taking(std::integral_constant<int, count>, R (C::*)(ATLAS_LIST types) const); \
    template <class R ATLAS_LIST classes>                                                                       \
    std::tuple<ATLAS_LIST types> *taking(std::integral_constant<int, count>, R (*)(ATLAS_LIST types));
ATLAS_TAKING(0, (), ())
ATLAS_TAKING(1, (, class A), (A))
ATLAS_TAKING(2, (, class A, class B), (A, B))
ATLAS_TAKING(3, (, class A, class B, class D), (A, B, D))
ATLAS_TAKING(4, (, class A, class B, class D, class E), (A, B, D, E))
ATLAS_TAKING(5, (, class A, class B, class D, class E, class F), (A, B, D, E, F))
ATLAS_TAKING(6, (, class A, class B, class D, class E, class F, class G), (A, B, D, E, F, G))
ATLAS_TAKING(7, (, class A, class B, class D, class E, class F, class G, class H), (A, B, D, E, F, G, H))
ATLAS_TAKING(8, (, class A, class B, class D, class E, class F, class G, class H, class I), (A, B, D, E, F, G, H, I))
ATLAS_TAKING(9, (, class A, class B, class D, class E, class F, class G, class H, class I, class J), (A, B, D, E, F, G, H, I, J))
ATLAS_TAKING(10, (, class A, class B, class D, class E, class F, class G, class H, class I, class J, class K), (A, B, D, E, F, G, H, I, J, K))

template <class R, class C, class... A> std::tuple<A...> *parameters(R (C::*)(A...));
template <class R, class C, class... A> std::tuple<A...> *parameters(R (C::*)(A...) const);
template <class R, class... A> std::tuple<A...> *parameters(R (*)(A...));
template <class T, std::size_t... I>
std::tuple<std::tuple_element_t<I, T>...> *some(T *, std::index_sequence<I...>);
template <int Count, class... A, class = std::enable_if_t<std::size_t(Count) <= sizeof...(A)>>
auto some(std::tuple<A...> *all) -> decltype(some(all, std::make_index_sequence<std::size_t(Count)>()));
template <class S, class... A>
auto called(std::tuple<A...> *) -> decltype(std::declval<S &>().ATLAS_METHOD(std::declval<A &>()...), (std::tuple<A &...> *)0);

template <int N> struct Turn : Turn<N + 1> {};
template <> struct Turn<4> {};
template <class S, int Count>
auto chosen(Turn<0>) -> decltype(taking(std::integral_constant<int, Count>(), &S::ATLAS_METHOD));
template <class S, int Count> auto chosen(Turn<1>) -> decltype(some<Count>(parameters(&S::ATLAS_METHOD)));
template <class S, int Count> auto chosen(Turn<2>) -> decltype(called<S>((ATLAS_WIDE *)0));
template <class S, int Count> auto chosen(Turn<3>) -> decltype(called<S>((ATLAS_NARROW *)0));
template <class S, int Count> void chosen(Turn<4>);
template <class S> auto alone(Turn<0>) -> decltype(parameters(&S::ATLAS_METHOD));
template <class S> void alone(Turn<4>);

template <class S, class... A> std::string answer(Input &input, std::tuple<A...> *) {
    S solution;
    std::tuple<std::decay_t<A>...> arguments{input.template argument<A>()...};
    std::string out;
    auto call = [&](auto &...values) -> decltype(auto) { return solution.ATLAS_METHOD(static_cast<A &&>(values)...); };
    using R = decltype(std::apply(call, arguments));
    if constexpr (sizeof...(A) > 0 && (ATLAS_CHANGES_ARGUMENT || std::is_void_v<R>)) {
        // The method changes its first argument, as LeetCode has it: what it returns, if anything, is not asked for. One
        // that takes a copy changes nothing.
        using First = std::tuple_element_t<0, std::tuple<A...>>;
        std::conditional_t<std::is_reference_v<First>, std::decay_t<First> &, std::decay_t<First>> first = std::get<0>(arguments);
        std::apply(call, arguments);
        Value<std::decay_t<First>>::write(out, first);
    } else if constexpr (std::is_void_v<R>) {
        std::apply(call, arguments);
        out = "null";
    } else {
        Value<std::decay_t<R>>::write(out, std::apply(call, arguments));
    }
    return out;
}

// How many arguments an input has is known from the starter code, or else (-1) the method says it.
template <class S, int Count> std::string run(Input &input) {
    if constexpr (Count < 0) {
        using Parameters = decltype(alone<S>(Turn<0>()));
        static_assert(!std::is_void_v<Parameters>, "Solution needs one public method ATLAS_METHOD that is no template");
        return answer<S>(input, Parameters());
    } else {
        using Parameters = decltype(chosen<S, Count>(Turn<0>()));
        static_assert(
            !std::is_void_v<Parameters>, "Solution needs a public method ATLAS_METHOD for ATLAS_COUNT argument(s) of the problem's types");
        return answer<S>(input, Parameters());
    }
}

template <class S> void serve() {
    int results = ::dup(1), nowhere = ::open("/dev/null", O_RDWR);
    Input input;
    std::string line, rest;
    char buffer[65536];
    for (ssize_t size; (size = ::read(0, buffer, sizeof buffer)) > 0;) rest.append(buffer, std::size_t(size));
    std::istringstream text(rest);
    while (std::getline(text, line))
        if (line.find_first_not_of(" \t\r") != std::string::npos) input.lines.push_back(line);
    ::dup2(nowhere, 0);
    ::dup2(nowhere, 1);
    std::string envelope;
    try {
        envelope = "{\"result\": " + run<S, ATLAS_COUNT>(input) + "}";
    } catch (const std::exception &error) {
        std::string message = std::string("uncaught exception: ") + error.what() + "\n";
        if (::write(2, message.data(), message.size()) < 0) {}
        ::_exit(1);
    }
    for (std::size_t done = 0; done < envelope.size();) {
        ssize_t size = ::write(results, envelope.data() + done, envelope.size() - done);
        if (size <= 0) ::_exit(1);
        done += std::size_t(size);
    }
    ::_exit(0);
}

}  // namespace atlas_driver

#ifndef ATLAS_OWN_LIST_NODE
struct ListNode {
    int val;
    ListNode *next;
    ListNode(int value = 0, ListNode *after = nullptr) : val(value), next(after) {}
};
#endif
#ifndef ATLAS_OWN_TREE_NODE
struct TreeNode {
    int val;
    TreeNode *left, *right;
    TreeNode(int value = 0, TreeNode *one = nullptr, TreeNode *other = nullptr) : val(value), left(one), right(other) {}
};
#endif

// A submission may have a main of its own, and macros: nothing but its own text comes after them.
#define main atlas_submission_main
#include "solution.cpp"
#undef main
#undef int
#undef serve

int main() { atlas_driver::serve<Solution>(); }
