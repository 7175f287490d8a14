namespace Rayforce.Rayfall.Interpreting;

/// <summary>Where functions that are made by one piece of code share what they were compiled to.</summary>
internal sealed class CodeCell
{
    public LambdaCode? Code { get; set; }
}
