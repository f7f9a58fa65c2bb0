# Indents with tabs.
def main():
	if True:
		print(sum(map(int, input().split())))
main()
