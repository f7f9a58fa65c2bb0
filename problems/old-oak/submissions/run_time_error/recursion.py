# Crashes on a deep oak: as deep a recursion as the oak.
import sys


class Solution:
    def mostLight(self, root: Optional[TreeNode]) -> int:
        def light(node):
            if node is None:
                return 0, 0
            (darkA, bestA), (darkB, bestB) = light(node.left), light(node.right)
            dark = bestA + bestB
            return dark, max(dark, node.val + darkA + darkB)

        sys.setrecursionlimit(5_000)
        return light(root)[1]
