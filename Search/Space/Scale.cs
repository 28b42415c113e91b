namespace SweepCluster.Search.Space;

/// <summary>On which scale a number is uniform.</summary>
internal enum Scale
{
    /// <summary>On its own.</summary>
    Linear,

    /// <summary>On that of its natural logarithm.</summary>
    Log,
}

/// <summary>Changes between a number and its place on a scale.</summary>
internal static class Scales
{
    /// <summary>The number's place on the scale.</summary>
    public static double Forward(this Scale scale, double number) => scale == Scale.Log ? Math.Log(number) : number;

    /// <summary>The number at a place on the scale.</summary>
    public static double Back(this Scale scale, double place) => scale == Scale.Log ? Math.Exp(place) : place;
}
