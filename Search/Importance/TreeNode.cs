namespace SweepCluster.Search.Importance;

/// <summary>A node of a regression tree. A closed family.</summary>
internal abstract record TreeNode;

/// <summary>The mean score of the region that the splits above leave.</summary>
internal sealed record TreeLeaf(double Value) : TreeNode;

/// <summary>Numbers up to a threshold are on the left.</summary>
internal sealed record NumberSplit(int Axis, double Threshold, TreeNode Left, TreeNode Right) : TreeNode;

/// <summary>Some categories are on the left.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="IsLeft">By category.</param>
/// <param name="Left">What is on the left.</param>
/// <param name="Right">What is on the right.</param>
internal sealed record CategorySplit(int Axis, bool[] IsLeft, TreeNode Left, TreeNode Right) : TreeNode;
