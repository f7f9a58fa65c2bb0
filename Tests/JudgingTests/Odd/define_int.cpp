// Makes int a long long.
#include <bits/stdc++.h>
#define int long long
using namespace std;
signed main() { int a, b; cin >> a >> b; cout << a + b; }
