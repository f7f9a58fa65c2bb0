# Leaves by exit().
print(sum(map(int, input().split())))
exit()
