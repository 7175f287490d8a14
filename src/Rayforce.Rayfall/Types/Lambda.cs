namespace Rayforce.Rayfall.Types;

/// <summary>A function of the language: parameters and body as code, and the locals that it has kept.</summary>
/// <param name="parameters">The parameters: a symbol vector, or what a peer sent for one.</param>
/// <param name="body">The body: a list of pieces of code.</param>
/// <param name="capturedNames">The names of the locals that it has kept.</param>
/// <param name="capturedValues">As many values.</param>
/// <param name="code">Where its code stands once it has been called; shared by functions with the same names.</param>
internal sealed class Lambda(
    Value parameters, Value body, int[] capturedNames, Value[] capturedValues, CodeCell code) : Function
{
    public Lambda(Value parameters, Value body)
        : this(parameters, body, [], [], new CodeCell())
    {
    }

    public Value Parameters => parameters;

    public Value Body => body;

    public ReadOnlySpan<int> CapturedNames => capturedNames;

    public ReadOnlySpan<Value> CapturedValues => capturedValues;

    public override RayType Type => RayType.Lambda;

    /// <summary>What it was compiled to.</summary>
    public CodeCell Code => code;
}
