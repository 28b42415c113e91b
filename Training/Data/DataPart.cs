namespace SweepCluster.Training.Data;

/// <summary>The two parts that every data set has.</summary>
internal enum DataPart
{
    /// <summary>What trials train on and are ranked by.</summary>
    Training,

    /// <summary>What only a final evaluation may look at.</summary>
    Test,
}
