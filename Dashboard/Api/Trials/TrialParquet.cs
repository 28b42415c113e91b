using Parquet;
using Parquet.Schema;
using SweepCluster.Contracts.Snapshots;
using SweepCluster.Contracts.Trials;

namespace SweepCluster.Dashboard.Api.Trials;

/// <summary>Trials as a Parquet file: a column that holds nothing but numbers is one of doubles, any other one of texts.</summary>
public static class TrialParquet
{
    /// <summary>The file's media type.</summary>
    public const string MediaType = "application/vnd.apache.parquet";

    /// <summary>The file.</summary>
    public static async Task<byte[]> WriteAsync(IReadOnlyList<TrialField> columns, IReadOnlyList<TrialSnapshot> trials)
    {
        var values = columns.Select(column => (column.Name, Values: trials.Select(column.Of).ToArray())).ToList();
        var fields = values.ConvertAll(column => Field(column.Name, column.Values));
        using var file = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file))
        {
            using var rows = writer.CreateRowGroup();
            foreach (var (field, column) in fields.Zip(values))
            {
                await WriteAsync(rows, field, column.Values);
            }
        }

        return file.ToArray();
    }

    private static DataField Field(string name, object?[] values) =>
        IsNumeric(values) ? new DataField<double?>(name) : new DataField<string>(name);

    private static Task WriteAsync(ParquetRowGroupWriter rows, DataField field, object?[] values) => IsNumeric(values)
        ? rows.WriteAsync<double>(field, values.Select(value => (double?)value).ToArray())
        : rows.WriteAsync(field, values.Select(value => value is null ? null! : TrialField.TextOf(value)).ToArray());

    private static bool IsNumeric(object?[] values) => values.All(value => value is null or double) && values.Any(value => value is double);
}
