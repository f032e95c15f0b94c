namespace NanoCharger.Console
{
    /// <summary>Where a command puts its answer: one of the three, once.</summary>
    internal interface IAnswer
    {
        /// <summary>Answers in one line; it goes on in a second row where 80 columns are too few.</summary>
        void Say(string text);

        /// <summary>Answers by a page, whose lines are asked for in the turns that follow; what is typed waits until it ends.</summary>
        void Show(IPage page);

        /// <summary>Answers by taking lines: those that are typed next go there.</summary>
        void Take(ILineTaker taker);
    }
}
