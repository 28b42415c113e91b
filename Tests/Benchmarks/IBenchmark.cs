namespace SweepCluster.Benchmarks;

/// <summary>One thing that is measured. Extension: a class with these three, and a line in <c>Program.cs</c>.</summary>
internal interface IBenchmark
{
    string Name { get; }

    string Summary { get; }

    /// <summary>Measures, and writes what it found as a table.</summary>
    /// <param name="output">Where the table goes.</param>
    /// <param name="part">What the name of a line must contain; empty for all. A benchmark that is quick measures all the same.</param>
    void Run(TextWriter output, string part);
}
