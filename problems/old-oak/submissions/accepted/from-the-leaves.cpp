class Solution {
public:
    long long mostLight(TreeNode *root) {
        std::vector<TreeNode *> order;
        if (root != nullptr) order.push_back(root);
        for (size_t i = 0; i < order.size(); i++)
            for (TreeNode *child : {order[i]->left, order[i]->right})
                if (child != nullptr) order.push_back(child);
        std::unordered_map<TreeNode *, long long> dark{{nullptr, 0}}, best{{nullptr, 0}};
        for (size_t i = order.size(); i-- > 0;) {
            TreeNode *node = order[i];
            dark[node] = best[node->left] + best[node->right];
            best[node] = std::max(dark[node], node->val + dark[node->left] + dark[node->right]);
        }
        return best[root];
    }
};
