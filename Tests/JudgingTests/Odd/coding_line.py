# Declares its encoding, which must be one of the first two lines. -*- coding: utf-8 -*-
print(sum(map(int, input().split())))
