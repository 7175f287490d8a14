using Rayforce.FixtureGen;

return await FixtureCommand.Create().Parse(args).InvokeAsync();
