
namespace Rayforce.Harness;

/// <summary>Who answers timed questions.</summary>
internal interface ISide
{
    /// <summary>Takes over <c>(set NAME TABLE)</c>; what went wrong, or null.</summary>
    string? Load(RayObject request);

    /// <summary>Carries out a source that is not timed; what went wrong, or null.</summary>
    string? Prepare(string source);

    /// <summary>Carries out a source and makes its whole result; what went wrong, or null.</summary>
    string? Ask(string source);

    /// <summary>A hash of the last result, or null where replies of this side are not compared.</summary>
    string? HashOfReply();
}
