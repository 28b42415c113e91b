using System.Security.Cryptography;
using System.Text.Json;
using SweepCluster.Training.Files;
using static TorchSharp.torch;

namespace SweepCluster.Training.Export;

/// <summary>A folder with an exported model: its weights and, written last, its description.</summary>
internal sealed class ModelFolder(string folder)
{
    public const string WeightsName = "model.safetensors";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };

    private string DescriptionPath => Path.Combine(folder, "model.json");

    /// <summary>Writes both files.</summary>
    /// <exception cref="ModelException">The folder cannot be written.</exception>
    public void Write(ModelDescription description, IReadOnlyDictionary<string, Tensor> tensors)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var weights = Path.Combine(folder, WeightsName);
            var metadata = new Dictionary<string, string> { ["format"] = "pt", ["trial"] = description.Origin.Trial };
            DurableFile.Write(weights, stream => SafeTensors.Write(stream, tensors, metadata));
            var complete = description with { Weights = description.Weights with { Sha256 = HashOf(File.ReadAllBytes(weights)) } };
            DurableFile.Write(DescriptionPath, stream => JsonSerializer.Serialize(stream, complete, Json));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"The model cannot be written into '{folder}': {error.Message}", error);
        }
    }

    /// <exception cref="ModelException">It is missing or is no description of a model.</exception>
    public ModelDescription ReadDescription()
    {
        try
        {
            var description = JsonSerializer.Deserialize<ModelDescription>(File.ReadAllBytes(DescriptionPath), Json);
            return description is { Format: ModelDescription.FormatName, Version: ModelDescription.CurrentVersion }
                ? description
                : throw new ModelException(
                    $"'{DescriptionPath}' is '{description?.Format}' version {description?.Version}; this program reads " +
                    $"'{ModelDescription.FormatName}' version {ModelDescription.CurrentVersion}.");
        }
        catch (JsonException error)
        {
            throw new ModelException($"'{DescriptionPath}' describes no exported model: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(
                $"'{DescriptionPath}' cannot be read: {error.Message} Name a folder that 'sweep best ID --out DIR' has written.", error);
        }
    }

    /// <summary>Fills the network's tensors with the exported ones.</summary>
    /// <exception cref="ModelException">The weights are missing, torn, or not those that were described.</exception>
    public void Load(ModelDescription description, IReadOnlyDictionary<string, Tensor> state)
    {
        var path = Path.Combine(folder, Path.GetFileName(description.Weights.File));
        var file = SafeTensorsFile.Read(path);
        var seen = HashOf(File.ReadAllBytes(path));
        if (seen != description.Weights.Sha256)
        {
            throw new ModelException(
                $"'{path}' is not the file that '{DescriptionPath}' describes: its SHA-256 is {seen}, recorded is {description.Weights.Sha256}.");
        }

        file.CopyTo(state);
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
