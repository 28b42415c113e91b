namespace SweepCluster.Benchmarks;

/// <summary>One thing that is measured. Extension: a class with these three, and a line in <c>Program.cs</c>.</summary>
internal interface IBenchmark
{
    string Name { get; }

    string Summary { get; }

    /// <summary>Measures, and writes what it found as a table.</summary>
    void Run(TextWriter output);
}
