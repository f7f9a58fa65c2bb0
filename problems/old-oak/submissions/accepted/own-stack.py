class Solution:
    def mostLight(self, root: Optional[TreeNode]) -> int:
        results = []
        stack = [(root, False)]
        while stack:
            node, isSecondVisit = stack.pop()
            if node is None:
                results.append((0, 0))
            elif not isSecondVisit:
                stack += [(node, True), (node.left, False), (node.right, False)]
            else:
                (darkA, bestA), (darkB, bestB) = results.pop(), results.pop()
                dark = bestA + bestB
                results.append((dark, max(dark, node.val + darkA + darkB)))
        return results[0][1]
