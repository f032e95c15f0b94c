using System;

namespace nanoFramework.TestFramework
{
    /// <summary>What the launcher and the adapter must decide alike.</summary>
    public static class Helper
    {
        /// <summary>Takes [TestMethod] out of a method's attributes when it has a [DataRow], since each row is a test by itself.</summary>
        /// <param name="attribs">The attributes of one method.</param>
        /// <returns>The same array, or one without [TestMethod].</returns>
        public static object[] RemoveTestMethodIfDataRowExists(object[] attribs)
        {
            bool hasRow = Array.Exists(attribs, attribute => attribute is DataRowAttribute);
            return hasRow ? Array.FindAll(attribs, attribute => attribute.GetType() != typeof(TestMethodAttribute)) : attribs;
        }
    }
}
