// Lets the compiler compute for ever: templates, each of which needs two more.
// Contained: the run ends by its CPU limit or its memory limit.
//
// Command: /usr/bin/g++ -c attack.cpp
// Limits: cpu 500 ms
// Ends: limit cpu or limit memory
template <int depth, int side> struct Node {
    static constexpr long value = Node<depth - 1, 2 * side>::value + Node<depth - 1, 2 * side + 1>::value;
};

template <int side> struct Node<0, side> {
    static constexpr long value = 1;
};

long value = Node<30, 0>::value;
