class Solution:
    def mostLight(self, root: Optional[TreeNode]) -> int:
        order = [root] if root else []
        for node in order:
            order += [child for child in (node.left, node.right) if child]
        dark, best = {None: 0}, {None: 0}
        for node in reversed(order):
            dark[node] = best[node.left] + best[node.right]
            best[node] = max(dark[node], node.val + dark[node.left] + dark[node.right])
        return best[root]
