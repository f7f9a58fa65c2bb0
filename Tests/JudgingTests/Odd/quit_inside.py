# Leaves by quit().
print(sum(map(int, input().split())))
quit()
