using Rayforce.Ipc;

namespace Rayforce.Server;

/// <summary>An error as the text that it is without a subprotocol: <c>code: message</c>.</summary>
internal static class ErrorText
{
    /// <summary>
    /// The codes that wire version 1 has no number for: they travel as errors of the user, before their message.
    /// </summary>
    private static readonly string[] WithoutNumber =
    [
        RayErrorCode.Access, RayErrorCode.BadTail, RayErrorCode.Cancel, RayErrorCode.Corrupt, RayErrorCode.Decompress,
        RayErrorCode.Deserialize, RayErrorCode.Io, RayErrorCode.Memory, RayErrorCode.NotOpen, RayErrorCode.OutOfMemory,
        RayErrorCode.Range, RayErrorCode.Rank, RayErrorCode.Reserve, RayErrorCode.Schema, RayErrorCode.State,
        RayErrorCode.Version,
    ];

    /// <summary>
    /// The text of an error. Version 1 has one number for an unknown name and a bad value; clients of rayforce-py know
    /// it as <c>name</c>.
    /// </summary>
    public static string Describe(RayError error, WireVersion version) => (error.Code, error.Message) switch
    {
        (RayErrorCode.User, { } message) when version == WireVersion.V1 && HasCode(message) => message,
        (RayErrorCode.Value, var message) when version == WireVersion.V1 => Join(RayErrorCode.Name, message),
        var (code, message) => Join(code, message),
    };

    private static bool HasCode(string message) => Array.IndexOf(WithoutNumber, message.Split(": ", 2)[0]) >= 0;

    private static string Join(string code, string? message) =>
        string.IsNullOrEmpty(message) ? code : $"{code}: {message}";
}
