using SweepCluster.Contracts.Zoo.Nets;

namespace SweepCluster.Contracts.Zoo.Families;

/// <summary>The stack of fully connected layers at the end of the older nets.</summary>
/// <param name="Hidden">The lengths of the hidden layers.</param>
/// <param name="Dropout">How likely a number becomes 0 in training.</param>
/// <param name="DropsFirst">True when dropout comes before each hidden layer instead of after it.</param>
public sealed record DenseHead(IReadOnlyList<int> Hidden, double Dropout, bool DropsFirst = false)
{
    /// <summary>Appends flatten, hidden layers with rectifiers, and the answer.</summary>
    /// <param name="net">What the head is appended to.</param>
    /// <param name="classes">The length of the answer.</param>
    /// <param name="firstNumber">The number in the first hidden layer's name.</param>
    public void Build(NetBuilder net, int classes, int firstNumber = 1)
    {
        net.Flatten().Stage("flatten");
        for (var i = 0; i < Hidden.Count; i++)
        {
            var name = $"fc{firstNumber + i}";
            net.Dropout(DropsFirst ? Dropout : 0).Linear(name, Hidden[i]).Activation(ActivationKind.Relu)
                .Dropout(DropsFirst ? 0 : Dropout).Stage(name);
        }

        net.Linear("out", classes).Stage("out");
    }
}
