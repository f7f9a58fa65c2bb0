# Wrong when some levels are best left dark twice in a row.
class Solution:
    def mostLight(self, root: Optional[TreeNode]) -> int:
        sums = [0, 0]
        level, depth = [root] if root else [], 0
        while level:
            sums[depth % 2] += sum(max(node.val, 0) for node in level)
            level = [child for node in level for child in (node.left, node.right) if child]
            depth += 1
        return max(sums)
