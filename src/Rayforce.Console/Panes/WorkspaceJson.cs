using System.Text.Json.Serialization;

namespace Rayforce.Console.Panes;

/// <summary>How a workspace is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SavedWorkspace))]
internal sealed partial class WorkspaceJson : JsonSerializerContext;
