namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// A function compiled. In its frame stand the parameters, then what it has captured, then the names that its body binds.
/// </summary>
/// <param name="Body">The body.</param>
/// <param name="Parameters">How many parameters there are.</param>
/// <param name="Slots">How many slots the frame has.</param>
/// <param name="Names">The names of the slots, for code that is evaluated in the frame later.</param>
internal sealed record LambdaCode(Node Body, int Parameters, int Slots, (int Name, int Slot)[] Names);
