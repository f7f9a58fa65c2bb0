# Too slow for a deep oak: works out each grandchild again and again.
class Solution:
    def mostLight(self, root: Optional[TreeNode]) -> int:
        def best(node):
            if node is None:
                return 0
            light = node.val
            for child in (node.left, node.right):
                if child:
                    light += best(child.left) + best(child.right)
            return max(light, best(node.left) + best(node.right))

        return best(root)
