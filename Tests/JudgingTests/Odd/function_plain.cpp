// A method with references and 64 bits.
class Solution {
public:
    long long add(const long long &a, long long b) { cout << "noise"; return a + b; }
};
