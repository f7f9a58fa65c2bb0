# Works only when it is the main module.
def main():
    print(sum(map(int, input().split())))
if __name__ == "__main__":
    main()
