using Rayforce.Rayfall.Builtins;
using Rayforce.Rayfall.Types;


namespace Rayforce.Rayfall.Interpreting;

/// <summary>Where evaluation is, to go back there after an error.</summary>
internal readonly record struct MachineState(int Base, int Top, int Calls, int Scopes, Lambda? Running, QueryScope? Query);
