# Wrong when two weaker lanterns together beat the brightest: always takes the brightest that is left.
class Solution:
    def mostLight(self, root: Optional[TreeNode]) -> int:
        parent = {root: None}
        order = [root] if root else []
        for node in order:
            for child in (node.left, node.right):
                if child:
                    parent[child] = node
                    order.append(child)
        lit, total = set(), 0
        for node in sorted(order, key=lambda node: -node.val):
            if node.val > 0 and not {parent[node], node.left, node.right} & lit - {None}:
                lit.add(node)
                total += node.val
        return total
